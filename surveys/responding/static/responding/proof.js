/* A short sum in place of a puzzle: finds a number whose SHA-256, together with the challenge,
   begins with enough zeros, and sends the form. Loaded on the waiting room alone. Plain enough for
   old phones; without it, the page works by waiting. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-proof]");
  if (!form || !form.elements.proof || typeof Uint8Array === "undefined") return;
  var challenge = form.getAttribute("data-challenge") + ":";
  var bits = parseInt(form.getAttribute("data-bits"), 10);
  var constants = [], initial = [];

  /* FIPS 180-4: the constants are the first bits of the roots of the first primes. */
  (function () {
    function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    for (var n = 2; constants.length < 64; n++) {
      var prime = true;
      for (var d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
      if (!prime) continue;
      if (initial.length < 8) initial.push(fraction(Math.pow(n, 1 / 2)));
      constants.push(fraction(Math.pow(n, 1 / 3)));
    }
  })();

  var k = new Int32Array(constants), w = new Int32Array(64), block = new Uint8Array(64);

  /* The first 32 bits of the hash of the first `length` signs; all of them fit into one block. */
  function firstWord(length) {
    var i, a, b, c, d, e, f, g, h, s, t;
    block[length] = 128;
    for (i = length + 1; i < 62; i++) block[i] = 0;
    block[62] = (length * 8) >> 8;
    block[63] = (length * 8) & 255;
    for (i = 0; i < 16; i++) {
      w[i] = block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (; i < 64; i++) {
      a = w[i - 15]; b = w[i - 2];
      w[i] = (w[i - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3) + w[i - 7] +
        ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10)) | 0;
    }
    a = initial[0]; b = initial[1]; c = initial[2]; d = initial[3];
    e = initial[4]; f = initial[5]; g = initial[6]; h = initial[7];
    for (i = 0; i < 64; i++) {
      t = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) +
        (e & f ^ ~e & g) + k[i] + w[i]) | 0;
      s = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) +
        (a & b ^ a & c ^ b & c)) | 0;
      h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + s) | 0;
    }
    return (a + initial[0]) | 0;
  }

  function write(text, at) {
    for (var i = 0; i < text.length; i++) block[at + i] = text.charCodeAt(i);
    return at + text.length;
  }

  var nonce = 0;
  function work() {
    var until = Date.now() + 50;
    do {
      for (var i = 0; i < 200; i++, nonce++) {
        var length = write(String(nonce), write(challenge, 0));
        if (firstWord(length) >>> (32 - bits) === 0) {
          form.elements.proof.value = String(nonce);
          form.submit();
          return;
        }
      }
    } while (Date.now() < until);
    setTimeout(work, 0);
  }

  var working = form.querySelector("[data-proof-working]");
  var waiting = form.querySelector("[data-proof-waiting]");
  if (working && waiting) {
    working.hidden = false;
    waiting.hidden = true;
  }
  setTimeout(work, 0);
})();
