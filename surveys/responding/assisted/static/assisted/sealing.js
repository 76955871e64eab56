// Seals an answer for the event: ECDH on P-256, HKDF-SHA256, AES-256-GCM. Each answer has a new
// key pair that is forgotten at once, so that this tablet cannot open again what it has sealed.
// surveys/responding/assisted/sealing.py opens it.
(() => {
  "use strict";

  // portal/encryption.py: nothing that looks alike, no vowels.
  const ALPHABET = "34679CDFGHJKMNPQRTVWXY";
  const CODE_LENGTH = 12;

  const canSeal = () =>
    Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle && globalThis.indexedDB);

  /** A new receipt code, every sign equally likely. */
  const makeCode = () => {
    const largest = 256 - (256 % ALPHABET.length);
    let code = "";
    while (code.length < CODE_LENGTH) {
      const [byte] = crypto.getRandomValues(new Uint8Array(1));
      if (byte < largest) code += ALPHABET[byte % ALPHABET.length];
    }
    return code;
  };

  const utf8 = (text) => new TextEncoder().encode(text);

  const toBase64 = (bytes) => {
    let text = "";
    for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
    return btoa(text);
  };

  const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  /** {name, event, sealed}: what is kept and sent. Only the event's own key opens it. */
  const seal = async (content, { event, key }) => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const name = crypto.randomUUID();
    const theirs = await crypto.subtle.importKey("raw", fromBase64(key), curve, false, []);
    const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const agreed = { name: "ECDH", public: theirs };
    const shared = await crypto.subtle.deriveBits(agreed, ours.privateKey, 256);
    const source = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const info = utf8(`assisted answer|${event}`);
    const secret = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt, info },
      source,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt"],
    );
    const words = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: utf8(`${event}|${name}`) },
      secret,
      utf8(JSON.stringify(content)),
    );
    const from = await crypto.subtle.exportKey("raw", ours.publicKey);
    const sealed = {
      version: 1,
      from: toBase64(from),
      salt: toBase64(salt),
      nonce: toBase64(nonce),
      words: toBase64(words),
    };
    return { name, event, sealed };
  };

  globalThis.helping = { ...globalThis.helping, canSeal, makeCode, seal };
})();
