// What was filled in on a page, read as the server reads it, and what is wrong with it.
// The server reads it again when it arrives: this only keeps a helper from finding out too late.
(() => {
  "use strict";

  const LINE_LENGTH = 200;
  const TEXT_LENGTH = 5000;
  const LARGEST = 10n ** 10n;

  /** A number in plain digits without needless noughts; null if it is none. */
  const readNumber = (typed) => {
    if (typed.includes("\ufeff")) return null; // Trimmed here as a space, and not by the server.
    const plain = typed.normalize("NFKC").trim().replaceAll("\u066b", ".").replaceAll(",", ".");
    const digits = [...plain].map((sign) => asDigit(sign)).join("");
    const found = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(digits);
    if (!found || !(found[2] || found[3])) return null;
    const whole = found[2].replace(/^0+(?=\d)/, "") || "0";
    if (BigInt(whole) >= LARGEST) return null;
    const part = (found[3] || "").replace(/0+$/, "");
    const size = part ? `${whole}.${part}` : whole;
    return found[1] === "-" && /[1-9]/.test(size) ? `-${size}` : size;
  };

  // Arabic, Urdu, Punjabi, Hindi and Bengali digits; others are asked for again.
  const NOUGHTS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66];
  const asDigit = (sign) => {
    const code = sign.codePointAt(0);
    const nought = NOUGHTS.find((each) => code >= each && code <= each + 9);
    return nought === undefined ? sign : String(code - nought);
  };

  /** Year and month, or a whole date, in ISO 8601; null if there is no such day. */
  const readDate = (parts, exact) => {
    const typed = exact ? parts : ["1", ...parts];
    const [day, month, year] = typed.map((part) => {
      const number = readNumber(part);
      return number && /^\d+$/.test(number) ? Number(number) : NaN;
    });
    if (!(year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return null;
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1) return null;
    return date.toISOString().slice(0, exact ? 10 : 7);
  };

  const field = (section, name) => section.querySelector(`[name="${CSS.escape(name)}"]`);
  const words = (control) => (control ? control.value.trim() : "");

  const chosen = (section, name) =>
    [...section.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)].map((each) => each.value);

  /** {given, wrong}: the answer as it is kept, and why it cannot be ("" if it can). */
  const readPage = (section) => {
    const { type, prefix } = section.dataset;
    const name = `${prefix}-answer`;
    if (type === "matrix") {
      const given = {};
      for (const line of section.querySelectorAll("[data-row]")) {
        const [key] = chosen(line, `${line.dataset.prefix}-answer`);
        if (key) given[line.dataset.row] = key;
      }
      return { given, wrong: "" };
    }
    if (type === "text" || type === "line") {
      const given = words(field(section, name));
      const most = type === "line" ? LINE_LENGTH : TEXT_LENGTH;
      return { given, wrong: given.normalize("NFC").length > most ? "long" : "" };
    }
    if (type === "number") return readNumberPage(section, words(field(section, name)));
    if (type === "date") return readDatePage(section, name);
    if (type === "ranking") return readRanking(section, name);
    const given = chosen(section, name);
    const most = Number(section.dataset.most || 0);
    return { given, wrong: type === "choices" && most && given.length > most ? "most" : "" };
  };

  const readNumberPage = (section, typed) => {
    if (!typed) return { given: "", wrong: "" };
    const given = readNumber(typed);
    if (given === null) return { given: "", wrong: "wrong" };
    const { minimum, maximum } = section.dataset;
    const order = globalThis.helping.compareDecimals;
    if (minimum && order(given, minimum) < 0) return { given, wrong: "low" };
    if (maximum && order(given, maximum) > 0) return { given, wrong: "high" };
    return { given, wrong: "" };
  };

  const readDatePage = (section, name) => {
    const exact = field(section, `${name}_day`) !== null;
    const names = exact ? ["day", "month", "year"] : ["month", "year"];
    const parts = names.map((part) => words(field(section, `${name}_${part}`)));
    if (!parts.some(Boolean)) return { given: "", wrong: "" };
    const given = readDate(parts, exact);
    return { given: given || "", wrong: given ? "" : "wrong" };
  };

  const readRanking = (section, name) => {
    const places = new Map();
    for (const control of section.querySelectorAll(`[name^="${CSS.escape(name)}_"]`)) {
      if (!control.value) continue;
      if (places.has(control.value)) return { given: [], wrong: "wrong" };
      places.set(control.value, control.name.slice(name.length + 1));
    }
    const order = [...places.keys()].sort((one, other) => one - other);
    // Conditions ask for keys; the sheet names them in the order of the controls.
    const keys = (section.dataset.keys || "").split(" ");
    return { given: order.map((place) => keys[Number(places.get(place))]), wrong: "" };
  };

  globalThis.helping = { ...globalThis.helping, readNumber, readDate, readPage };
})();
