// The sheet one page at a time. Without this script it is one long page with conditions in words.
// At an event the answers are sealed here and sent, or wait for signal; on the phone, and where
// nothing can be sealed, the form is posted like any other.
(() => {
  "use strict";

  const form = document.querySelector("[data-sheet]");
  if (!form) return;
  const { routeThrough, pagesOf, readPage, canSeal, isGiven } = globalThis.helping;
  const sheet = JSON.parse(form.dataset.sheet);
  const seals = Boolean(sheet.key) && canSeal();
  const sections = [...form.querySelectorAll("[data-part]")];
  const steps = new Map(sections.filter((s) => s.dataset.step).map((s) => [s.dataset.step, s]));
  const part = (name) => sections.find((section) => section.dataset.part === name);
  const done = document.querySelector("[data-done]");
  const questions = [...steps.values()].filter((section) => section.dataset.question);
  let shown = null;
  let dirty = false;

  // Finding the way.

  const answers = () => {
    const given = {};
    for (const section of questions) given[section.dataset.question] = readPage(section).given;
    return given;
  };

  const route = () => {
    const audience = form.querySelector("[name=audience]:checked")?.value || "";
    return routeThrough(sheet.rules, answers(), { audience, channel: sheet.channel });
  };

  /** Sections in order, as the answers stand now. */
  const way = () => {
    const now = route();
    const pages = pagesOf(sheet.rules, now).map((id) => steps.get(id));
    const ends = now.exit && !now.exit.sends;
    const before = [part("script"), part("talk")];
    const after = ends ? [part("ends")] : [part("quote"), part("check")];
    return [...before, ...pages, ...after].filter(Boolean);
  };

  const show = (section, { focus = true } = {}) => {
    shown = section;
    for (const each of sections) each.hidden = each !== section;
    form.classList.toggle("helping-begun", section !== part("script"));
    const name = section.dataset.part;
    buttons.back.hidden = way().indexOf(section) === 0;
    buttons.on.hidden = name === "check" || name === "ends";
    buttons.send.hidden = name !== "check";
    buttons.next.hidden = name !== "ends";
    if (name === "check") readBack(section);
    if (!focus) return;
    const heading = section.querySelector("h2, legend, label");
    heading.tabIndex = -1;
    heading.focus();
    scrollTo(0, 0);
  };

  // What is wrong on a page.

  const problemOf = (section) => {
    if (section.dataset.part === "script" || section.dataset.part === "talk") {
      for (const control of section.querySelectorAll("[data-needed]")) {
        const inputs = [...control.querySelectorAll("input, select")];
        const filled = inputs.some((i) => (i.type === "select-one" ? i.value : i.checked));
        if (!filled) return [inputs[0], control.dataset.needed];
      }
      return null;
    }
    if (!section.dataset.question) return null;
    const { given, wrong } = readPage(section);
    const control = section.querySelector("input, select, textarea");
    const own = sheet.sentences[section.dataset.step] || {};
    if (wrong) return [control, own[wrong] || own.wrong || sheet.words[wrong]];
    if (section.dataset.required && !isGiven(given)) return [control, sheet.words.required];
    return null;
  };

  const clearProblem = () => {
    for (const old of form.querySelectorAll(".helping-problem, .govuk-error-summary")) old.remove();
    for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
    for (const group of form.querySelectorAll(".govuk-form-group--error")) {
      group.classList.remove("govuk-form-group--error");
    }
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const sayProblem = (section, [control, sentence]) => {
    const summary = element("div", "govuk-error-summary helping-problem");
    summary.tabIndex = -1;
    summary.setAttribute("role", "alert");
    summary.append(element("h2", "govuk-error-summary__title", sheet.words.problem));
    const list = element("ul", "govuk-list govuk-error-summary__list");
    const link = element("a", "", sentence);
    link.href = `#${control.id}`;
    const line = element("li");
    line.append(link);
    list.append(line);
    summary.append(list);
    section.prepend(summary);
    const group = control.closest(".govuk-form-group");
    group?.classList.add("govuk-form-group--error");
    control.setAttribute("aria-invalid", "true");
    summary.focus();
  };

  const goOn = () => {
    clearProblem();
    const problem = problemOf(shown);
    if (problem) return sayProblem(shown, problem);
    const pages = way();
    show(pages[pages.indexOf(shown) + 1]);
  };

  const goBack = () => {
    clearProblem();
    const pages = way();
    show(pages[pages.indexOf(shown) - 1]);
  };

  // Reading back.

  const inWords = (section) => {
    const texts = [];
    for (const control of section.querySelectorAll("input:checked")) {
      const line = control.closest("[data-row]")?.dataset.words;
      const label = section.querySelector(`label[for="${CSS.escape(control.id)}"]`);
      const words = (label || control.parentElement).textContent.trim();
      texts.push(line ? `${line}: ${words}` : words);
    }
    for (const box of section.querySelectorAll("textarea, input[type=text], input:not([type])")) {
      if (box.value.trim()) texts.push(box.value.trim());
    }
    if (section.dataset.type === "date") {
      const month = section.querySelector("select");
      const picked = month?.value ? month.selectedOptions[0].textContent : "";
      return texts.length || picked ? [[...texts.slice(0, -1), picked, ...texts.slice(-1)].join(" ")] : [];
    }
    for (const control of section.querySelectorAll("select")) {
      if (!control.value) continue;
      const label = section.querySelector(`label[for="${CSS.escape(control.id)}"]`);
      texts.push(`${control.value}. ${label ? label.textContent.trim() : ""}`);
    }
    return section.dataset.type === "ranking" ? texts.sort((a, b) => parseInt(a) - parseInt(b)) : texts;
  };

  const readBack = (section) => {
    const list = section.querySelector("dl");
    list.replaceChildren();
    for (const page of way().filter((each) => each.dataset.question)) {
      const row = element("div", "govuk-summary-list__row");
      row.append(element("dt", "govuk-summary-list__key", page.dataset.heading));
      const said = element("dd", "govuk-summary-list__value");
      said.dir = "auto";
      const lines = inWords(page);
      for (const line of lines.length ? lines : [sheet.words.nothing]) {
        said.append(element("div", "helping-said", line));
      }
      const change = element("dd", "govuk-summary-list__actions");
      const button = element("button", "govuk-link helping-link", sheet.words.change);
      button.type = "button";
      button.append(element("span", "govuk-visually-hidden", ` ${page.dataset.heading}`));
      button.addEventListener("click", () => show(page));
      change.append(button);
      row.append(said, change);
      list.append(row);
    }
  };

  // Sending.

  const fields = () => {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (["csrfmiddlewaretoken", "go", "version", "easy"].includes(name)) continue;
      (found[name] ||= []).push(value);
    }
    return found;
  };

  const send = async () => {
    if (!seals) return post();
    buttons.send.disabled = true;
    try {
      const { makeCode, seal, keep, trySending } = globalThis.helping;
      const code = makeCode();
      const { survey, version, language, easy } = sheet;
      const sealed_at = new Date().toISOString();
      const content = { survey, version, language, easy, code, sealed_at, fields: fields() };
      await keep(await seal(content, sheet));
      dirty = false;
      await receipt(code);
      await trySending();
    } finally {
      buttons.send.disabled = false;
    }
  };

  const post = () => {
    dirty = false;
    const go = element("input");
    Object.assign(go, { type: "hidden", name: "go", value: "check" });
    form.append(go);
    form.submit();
  };

  const receipt = async (code) => {
    for (const place of done.querySelectorAll("[data-code]")) {
      place.textContent = code.match(/.{4}/g).join(" ");
    }
    for (const box of done.querySelectorAll("input[name=code]")) box.value = code;
    const list = done.querySelector("[data-spoken]");
    list.replaceChildren(
      ...[...code].map((sign) => element("li", "", sheet.spoken[sign] || sign)),
    );
    form.hidden = true;
    done.hidden = false;
    done.querySelector("h1").focus();
    scrollTo(0, 0);
  };

  /** Whether this very answer has arrived: only then can a wish to be told be added to it. */
  document.addEventListener("helping:count", ({ detail }) => {
    for (const each of done?.querySelectorAll("[data-when-arrived]") || []) {
      each.hidden = detail.waiting > 0;
    }
    for (const each of done?.querySelectorAll("[data-when-waiting]") || []) {
      each.hidden = detail.waiting === 0;
    }
  });

  /** The next person: nothing of this one stays, but the helper and the interpreter do. */
  const nextPerson = () => {
    const same = ["helper_role", "interpreter"].map((name) => [name, form.elements[name]?.value]);
    form.reset();
    for (const control of form.querySelectorAll("textarea, input[type=text]")) control.value = "";
    for (const [name, value] of same) if (form.elements[name]) form.elements[name].value = value;
    for (const each of form.querySelectorAll("details")) each.open = false;
    for (const box of done?.querySelectorAll("input[name=code]") || []) box.value = "";
    for (const place of done?.querySelectorAll("[data-code]") || []) place.textContent = "";
    done?.querySelector("[data-spoken]")?.replaceChildren();
    clearProblem();
    dirty = false;
    form.hidden = false;
    if (done) done.hidden = true;
    show(part("script"));
  };

  // The day of the event is over: its pages are not for new answers any more.

  const dayIsOver = () => Boolean(sheet.event) && form.dataset.day !== globalThis.helping.today();

  const buttons = Object.fromEntries(
    ["back", "on", "send", "next"].map((name) => [name, form.querySelector(`[data-${name}]`)]),
  );

  const start = () => {
    if (dayIsOver()) {
      form.hidden = true;
      document.querySelector("[data-day-over]").hidden = false;
      return;
    }
    document.documentElement.classList.add("helping-steps");
    for (const each of form.querySelectorAll("[data-without-script]")) each.hidden = true;
    form.querySelector("[data-buttons]").hidden = false;
    buttons.on.addEventListener("click", goOn);
    buttons.back.addEventListener("click", goBack);
    buttons.send.addEventListener("click", send);
    for (const each of document.querySelectorAll("[data-next]")) {
      each.addEventListener("click", nextPerson);
    }
    form.addEventListener("input", () => (dirty = true));
    form.addEventListener("submit", (event) => {
      // Enter in a field goes on, as the button does.
      event.preventDefault();
      if (!buttons.on.hidden) goOn();
    });
    addEventListener("beforeunload", (event) => {
      if (dirty) event.preventDefault();
    });
    const wrong = sections.find((section) => section.querySelector(".govuk-error-message"));
    show(wrong || part("script"), { focus: false });
  };

  start();
})();
