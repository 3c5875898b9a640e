// New ids and secrets. Only `getRandomValues`: the rest of the crypto interface is missing on plain http.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bytes as base64url without padding, as the server writes them. */
export function base64url(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET.charAt((held >> bits) & 63);
    }
  }
  if (bits > 0) text += ALPHABET.charAt((held << (6 - bits)) & 63);
  return text;
}

function random(bytes: number): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** A new id: 128 random bits in 22 characters. The caller says of what: `newId<NoteId>()`. */
export function newId<Id extends string>(): Id {
  return random(16) as Id;
}

/** A new secret: 256 random bits in 43 characters. */
export function newSecret(): string {
  return random(32);
}

/** The workshop a session token belongs to: what stands before its dot. */
export function workshopOf(credential: string): string {
  return credential.slice(0, Math.max(0, credential.indexOf(".")));
}

/**
 * A number from 0 to 2^32 - 1 that a text always gives, spread evenly (FNV-1a, stirred). To name and to order
 * things, never to protect them.
 */
export function spread(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
