// Files enter as bytes, whether chosen or dropped; ten megabytes at most, said before they are sent.

import type { FileBytes } from "../generated/surface";
import { size } from "./format";

export const MOST_BYTES = 10_000_000;
/** A statement of a bank is larger than a paper. */
export const MOST_STATEMENT = 64_000_000;

export class TooLarge extends Error {}

export async function readFile(file: File, most = MOST_BYTES): Promise<FileBytes> {
  if (file.size > most)
    throw new TooLarge(`« ${file.name} » dépasse ${size(most)} : choisissez un fichier plus léger.`);
  return { name: file.name, base64: encode(new Uint8Array(await file.arrayBuffer())) };
}

export function encode(bytes: Uint8Array): string {
  let text = "";
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step)
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}

export function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
