// The part of Node's crypto module that functions use, over the host's standard library.
(function (host, Buffer) {
  "use strict";
  const code = (error, name) => Object.defineProperty(error, "code", { value: name, configurable: true, writable: true, enumerable: true });
  const wrongType = (name, expected, value) =>
    code(new TypeError(`The "${name}" argument must be ${expected}. Received ${value === null ? "null" : typeof value === "object" ? `an instance of ${value.constructor?.name ?? "Object"}` : value === undefined ? "undefined" : `type ${typeof value} (${typeof value === "string" ? `'${value}'` : String(value)})`}`), "ERR_INVALID_ARG_TYPE");
  const bytesLike = "of type string or an instance of Buffer, TypedArray, or DataView";
  function bytes(value, encoding, name, expected = bytesLike) {
    if (typeof value === "string") return Buffer.from(value, encoding === "buffer" ? "utf8" : encoding);
    if (ArrayBuffer.isView(value)) return value;
    if (Object.prototype.toString.call(value) === "[object ArrayBuffer]") return new Uint8Array(value);
    throw wrongType(name, expected, value);
  }
  const given = (buffer, encoding) => (encoding === undefined || encoding === "buffer" ? buffer : buffer.toString(encoding));

  const secret = Symbol("secret");
  class Hash {
    #state;
    #done = false;
    constructor(key, state) {
      if (key !== secret) throw new TypeError("Use crypto.createHash() instead.");
      this.#state = state;
    }
    update(data, encoding) {
      if (this.#done) throw code(new Error("Digest already called"), "ERR_CRYPTO_HASH_FINALIZED");
      this.#state.write(bytes(data, encoding, "data"));
      return this;
    }
    digest(encoding) {
      if (this.#done) throw code(new Error("Digest already called"), "ERR_CRYPTO_HASH_FINALIZED");
      this.#done = true;
      return given(Buffer.from(this.#state.sum()), encoding);
    }
    copy() {
      if (this.#done) throw code(new Error("Digest already called"), "ERR_CRYPTO_HASH_FINALIZED");
      return new Hash(secret, this.#state.copy());
    }
  }
  class Hmac {
    #state;
    #done = false;
    constructor(key, state) {
      if (key !== secret) throw new TypeError("Use crypto.createHmac() instead.");
      this.#state = state;
    }
    update(data, encoding) {
      if (this.#done) throw code(new Error("Digest already called"), "ERR_CRYPTO_HASH_FINALIZED");
      this.#state.write(bytes(data, encoding, "data"));
      return this;
    }
    digest(encoding) {
      const sum = this.#done ? Buffer.alloc(0) : Buffer.from(this.#state.sum());
      this.#done = true;
      return encoding !== undefined && encoding !== "buffer" ? sum.toString(encoding) : sum;
    }
  }
  function createHash(algorithm) {
    if (typeof algorithm !== "string") throw wrongType("algorithm", "of type string", algorithm);
    const state = host.hash(algorithm);
    if (!state) throw new Error("Digest method not supported");
    return new Hash(secret, state);
  }
  function createHmac(algorithm, key) {
    if (typeof algorithm !== "string") throw wrongType("hmac", "of type string", algorithm);
    const state = host.hash(algorithm, key instanceof KeyObject ? key.export() : bytes(key, "utf8", "key", "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey"));
    if (!state) throw code(new TypeError(`Invalid digest: ${algorithm}`), "ERR_CRYPTO_INVALID_DIGEST");
    return new Hmac(secret, state);
  }

  // A key is text in PEM; the host reads it anew at each use.
  class KeyObject {
    #pem;
    #secret;
    constructor(key, kind, pem, type, bytes) {
      if (key !== secret) throw new TypeError("Use crypto.createPrivateKey() instead.");
      Object.defineProperty(this, "type", { value: kind, enumerable: true });
      if (type) Object.defineProperty(this, "asymmetricKeyType", { value: type, enumerable: true });
      this.#pem = pem;
      this.#secret = bytes;
    }
    get symmetricKeySize() {
      return this.#secret?.length;
    }
    export(options) {
      if (this.#secret) return Buffer.from(this.#secret);
      const result = host.exportKey(this.#pem, this.type, options?.type ?? (this.type === "private" ? "pkcs8" : "spki"), options?.format ?? "pem");
      return typeof result === "string" ? result : Buffer.from(result);
    }
    static from() {
      return missing("KeyObject.from")();
    }
    static pem(key, object) {
      if (key === secret) return object.#pem;
    }
  }
  // pemOf accepts a key in each of Node's shapes.
  function pemOf(key) {
    if (key instanceof KeyObject) return KeyObject.pem(secret, key);
    if (typeof key === "string") return key;
    if (ArrayBuffer.isView(key)) return Buffer.from(key).toString("latin1");
    if (key !== null && typeof key === "object" && key.key !== undefined) {
      if (key.format === "jwk") throw code(new Error("Patchbay reads keys as PEM or DER; JWK is not supported."), "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM");
      if (key.passphrase !== undefined) throw code(new Error("Patchbay does not read encrypted private keys; decrypt the key first."), "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM");
      if (key.format === "der") return host.wrapKey(bytes(key.key, undefined, "key.key"), key.type ?? "pkcs8");
      return pemOf(key.key);
    }
    throw wrongType("key", "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, or KeyObject", key);
  }
  function createPrivateKey(key) {
    const pem = pemOf(key);
    return new KeyObject(secret, "private", pem, host.keyType(pem, true));
  }
  function createPublicKey(key) {
    const pem = pemOf(key);
    return new KeyObject(secret, "public", host.publicKey(pem), host.keyType(pem, false));
  }
  function createSecretKey(key, encoding) {
    return new KeyObject(secret, "secret", undefined, undefined, Buffer.from(bytes(key, encoding, "key")));
  }
  const optionsOf = (key) => {
    const own = key !== null && typeof key === "object" && !(key instanceof KeyObject) && !ArrayBuffer.isView(key) ? key : {};
    return [own.padding ?? constants.RSA_PKCS1_PADDING, own.saltLength ?? -1, own.dsaEncoding ?? "der"];
  };

  class Signing {
    #name;
    #parts = [];
    constructor(key, name) {
      if (key !== secret) throw new TypeError("Use crypto.createSign() or crypto.createVerify() instead.");
      if (typeof name !== "string") throw wrongType("algorithm", "of type string", name);
      if (!host.hash(plain(name))) throw code(new Error(`Invalid digest: ${name}`), "ERR_CRYPTO_INVALID_DIGEST");
      this.#name = plain(name);
    }
    update(data, encoding) {
      this.#parts.push(Buffer.from(bytes(data, encoding, "data")));
      return this;
    }
    end(data, encoding) {
      return data === undefined ? this : this.update(data, encoding);
    }
    write(data, encoding) {
      this.update(data, encoding);
      return true;
    }
    message(key) {
      if (key === secret) return [this.#name, Buffer.concat(this.#parts)];
    }
  }
  const plain = (name) => name.replace(/^(rsa|ecdsa)-(with-)?/i, "");
  class Sign extends Signing {
    sign(key, encoding) {
      const [name, data] = this.message(secret);
      return given(sign(name, data, key), encoding);
    }
  }
  class Verify extends Signing {
    verify(key, signature, encoding) {
      const [name, data] = this.message(secret);
      return verify(name, data, key, bytes(signature, encoding, "signature"));
    }
  }
  function sign(algorithm, data, key) {
    return Buffer.from(host.sign(algorithm == null ? "" : plain(algorithm), bytes(data, undefined, "data"), pemOf(key), ...optionsOf(key)));
  }
  function verify(algorithm, data, key, signature) {
    return host.verify(algorithm == null ? "" : plain(algorithm), bytes(data, undefined, "data"), pemOf(key), bytes(signature, undefined, "signature"), ...optionsOf(key));
  }

  const constants = { RSA_PKCS1_PADDING: 1, RSA_PKCS1_PSS_PADDING: 6, RSA_PSS_SALTLEN_DIGEST: -1, RSA_PSS_SALTLEN_MAX_SIGN: -2, RSA_PSS_SALTLEN_AUTO: -2 };
  function whole(value, name, low, high) {
    if (typeof value !== "number") throw wrongType(name, "of type number", value);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw code(new RangeError(`The value of "${name}" is out of range. It must be >= ${low} && <= ${high}. Received ${value}`), "ERR_OUT_OF_RANGE");
    }
    return value;
  }
  const later = (callback, value) => {
    if (callback === undefined) return value;
    setTimeout(callback, 0, null, value);
  };

  const crypto = {
    constants,
    createHash,
    createHmac,
    createSign: (algorithm) => new Sign(secret, algorithm),
    createVerify: (algorithm) => new Verify(secret, algorithm),
    createPrivateKey,
    createPublicKey,
    createSecretKey,
    getHashes: () => host.hashes(),
    Hash,
    Hmac,
    KeyObject,
    hash(algorithm, data, encoding = "hex") {
      return createHash(algorithm).update(data).digest(encoding);
    },
    pbkdf2Sync(password, salt, iterations, size, digest) {
      whole(iterations, "iterations", 1, 2147483647);
      whole(size, "keylen", 0, 2147483647);
      if (typeof digest !== "string") throw wrongType("digest", "of type string", digest);
      const key = host.pbkdf2(bytes(password, "utf8", "password"), bytes(salt, "utf8", "salt"), iterations, size, digest);
      if (!key) throw code(new TypeError(`Invalid digest: ${digest}`), "ERR_CRYPTO_INVALID_DIGEST");
      return Buffer.from(key);
    },
    randomBytes(size, callback) {
      return later(callback, Buffer.from(host.random(whole(size, "size", 0, 2147483647))));
    },
    randomInt(low, high, callback) {
      if (high === undefined || typeof high === "function") [low, high, callback] = [0, low, high];
      if (!Number.isSafeInteger(low)) throw wrongType("min", "a safe integer", low);
      if (!Number.isSafeInteger(high)) throw wrongType("max", "a safe integer", high);
      if (high <= low) throw code(new RangeError(`The value of "max" is out of range. It must be greater than the value of "min" (${low}). Received ${high}`), "ERR_OUT_OF_RANGE");
      const range = high - low;
      const limit = 2 ** 48 - (2 ** 48 % range);
      let value;
      do value = Buffer.from(host.random(6)).readUIntBE(0, 6);
      while (value >= limit);
      return later(callback, low + (value % range));
    },
    randomUUID: () => host.uuid(),
    sign,
    timingSafeEqual(a, b) {
      if (!ArrayBuffer.isView(a) && !(a instanceof ArrayBuffer)) throw wrongType("buf1", "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", a);
      if (!ArrayBuffer.isView(b) && !(b instanceof ArrayBuffer)) throw wrongType("buf2", "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", b);
      if (a.byteLength !== b.byteLength) throw code(new RangeError("Input buffers must have the same byte length"), "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH");
      return host.equal(a, b);
    },
    verify,
  };
  const missing = (name) => () => {
    throw code(new Error(`crypto.${name} is not part of Patchbay's engine, although a real server has it. Hashes, HMACs, random values, pbkdf2Sync and signatures are.`), "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM");
  };
  for (const name of [
    "checkPrime", "checkPrimeSync", "createCipheriv", "createDecipheriv", "createDiffieHellman", "createDiffieHellmanGroup", "createECDH", "diffieHellman",
    "generateKey", "generateKeyPair", "generateKeyPairSync", "generateKeySync", "generatePrime", "generatePrimeSync", "getCipherInfo", "getCiphers", "getCurves",
    "getDiffieHellman", "getFips", "getRandomValues", "hkdf", "hkdfSync", "pbkdf2", "privateDecrypt", "privateEncrypt", "publicDecrypt", "publicEncrypt",
    "randomFill", "randomFillSync", "scrypt", "scryptSync", "secureHeapUsed", "setEngine", "setFips",
  ]) crypto[name] = missing(name);
  for (const name of ["subtle", "webcrypto"]) Object.defineProperty(crypto, name, { get: missing(name), enumerable: true });
  return crypto;
});
