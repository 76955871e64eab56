// Which pages somebody meets: surveys/questionnaires/branching.py and easy_reading.py once more,
// for a tablet without signal. A test holds both equal on random questionnaires.
(() => {
  "use strict";

  const EVERYONE = "everyone";

  const isGiven = (answer) => {
    if (!answer) return false;
    if (typeof answer === "string" || Array.isArray(answer)) return answer.length > 0;
    return Object.keys(answer).length > 0;
  };

  /** The route: {steps, exit}, exit null unless the survey ends early. */
  const routeThrough = (rules, answers, situation) => {
    const audience =
      rules.audience && rules.audience !== EVERYONE ? rules.audience : situation.audience;
    const who = { audience, channel: situation.channel };
    const met = [];
    const counted = {};
    for (const step of rules.steps) {
      if (!isShown(step, counted, who)) continue;
      met.push(step);
      if (step.kind === "exit") return { steps: met, exit: step };
      if (step.kind === "question" && isGiven(answers[step.question])) {
        counted[step.question] = answers[step.question];
      }
    }
    return { steps: met, exit: null };
  };

  const isShown = (step, answers, who) =>
    (step.show_if || []).every((group) => holds(group, answers, who));

  const holds = (group, answers, who) => {
    const outcomes = (group.conditions || []).map((each) => isTrue(each, answers, who));
    if (!outcomes.length) return true;
    return group.match === "any" ? outcomes.some(Boolean) : outcomes.every(Boolean);
  };

  const isTrue = (condition, answers, who) => {
    const given = givenTo(condition, answers, who);
    const values = condition.values || [];
    if (condition.test === "not_answered") return given.length === 0;
    if (given.length === 0) return false;
    if (condition.test === "answered") return true;
    const meets = given.some((key) => values.includes(key));
    if (condition.test === "is_any_of") return meets;
    if (condition.test === "is_none_of") return !meets;
    return compares(condition.test, given[0], values[0]);
  };

  const givenTo = (condition, answers, who) => {
    if (condition.about === "audience") return who.audience ? [who.audience] : [];
    if (condition.about === "channel") return [who.channel];
    const given = Object.hasOwn(answers, condition.question) ? answers[condition.question] : null;
    if (!isGiven(given)) return [];
    if (typeof given === "string") return [given];
    if (Array.isArray(given)) return given;
    const row = condition.row || "";
    const chosen = row ? (Object.hasOwn(given, row) ? [given[row]] : []) : Object.values(given);
    return chosen.filter(Boolean);
  };

  const compares = (test, given, bound) => {
    const order = compareDecimals(given, bound);
    if (order === null) return false;
    return test === "at_least" ? order >= 0 : order <= 0;
  };

  const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

  /** -1, 0 or 1, exactly as decimals compare; null where one of them is no number. */
  const compareDecimals = (one, other) => {
    const found = [one, other].map((text) => DECIMAL.exec(text ?? ""));
    if (found.some((each) => each === null)) return null;
    const places = Math.max(...found.map((each) => (each[3] || "").length));
    const [a, b] = found.map((each) => {
      const whole = BigInt(each[2] + (each[3] || "").padEnd(places, "0"));
      return each[1] === "-" ? -whole : whole;
    });
    return a < b ? -1 : a > b ? 1 : 0;
  };

  /** Ids of the pages that are shown on a route, in order, in ordinary words or in Easy Read. */
  const pagesOf = (rules, route) => {
    if (!rules.easy) return route.steps.map((step) => step.id);
    const met = new Set(route.steps.map((step) => step.id));
    let pages = rules.easy.filter((page) => !page.explains || met.has(page.explains));
    if (pages.length) pages = withWhatNeedsAnAnswer(pages, route);
    if (route.exit) {
      const last = pages.reduce((found, page, place) => (page.explains ? place + 1 : found), 0);
      pages = pages.slice(0, last);
    }
    const ids = pages.map((page) => page.explains || page.id);
    return route.exit ? [...ids, route.exit.id] : ids;
  };

  /** Questions that need an answer and have no Easy Read page, before the first later one. */
  const withWhatNeedsAnAnswer = (pages, route) => {
    const placeOf = new Map(route.steps.map((step, place) => [step.id, place]));
    const explained = new Set(pages.map((page) => page.explains));
    const whole = [...pages];
    for (const step of route.steps) {
      if (!step.required || explained.has(step.id)) continue;
      const isLater = (page) => page.explains && placeOf.get(page.explains) > placeOf.get(step.id);
      let at = whole.findIndex(isLater);
      if (at < 0) at = whole.findLastIndex((page) => page.explains) + 1 || whole.length;
      whole.splice(at, 0, { id: step.id, explains: step.id });
    }
    return whole;
  };

  globalThis.helping = {
    ...globalThis.helping,
    routeThrough,
    pagesOf,
    compareDecimals,
    isGiven,
  };
})();
