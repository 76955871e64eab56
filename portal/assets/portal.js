// Optional comforts; no page needs this file.
// 1. Moves to the list of errors. 2. Stops a second press while a form is on its way. 3. Reads out.
document.querySelector(".govuk-error-summary")?.focus();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
// A page that comes back by "Back" can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// 3. Where a page has no recording: offers a voice of the device itself. Voices that send the words
// to somebody's server are not used. Some browsers find their voices only after a while.
const aloud = document.querySelector("[data-read-aloud]");
const speech = window.speechSynthesis;
const offer = () => {
  const language = document.documentElement.lang;
  const voice = speech
    .getVoices()
    .find((each) => each.localService && each.lang.split(/[-_]/)[0] === language.split("-")[0]);
  if (!voice || !aloud.hidden) return;
  aloud.hidden = false;
  aloud.querySelector("button").addEventListener("click", () => {
    if (speech.speaking) return speech.cancel();
    const words = new SpeechSynthesisUtterance(aloud.dataset.readAloud);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    speech.speak(words);
  });
};
if (aloud && speech) {
  offer();
  speech.addEventListener?.("voiceschanged", offer);
}
