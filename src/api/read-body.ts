import { plainText } from "../format/plain-text.js";
import { findFault } from "../import/find-fault.js";
import { HttpRefusal } from "./problem.js";

/** Above what any file of an agent may have (4 MB), as JSON. */
export const maximumBody = 8 * 1024 * 1024;

/** The JSON body of a request; null for none. Throws 400, 413 and 415. */
export async function readBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > maximumBody) throw tooLarge();
  const text = await readText(request);
  if (text.trim() === "") return null;
  const type = request.headers.get("content-type") ?? "";
  // A page in a browser can send other types anywhere without being asked.
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new HttpRefusal(415, "The body must be JSON: content-type: application/json.");
  const fault = findFault(text, "allowed");
  if (fault !== null) throw new HttpRefusal(400, plainText(`The body is not understood: ${fault.reason}.`));
  return JSON.parse(text);
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const next = await reader?.read().catch(() => {
      throw new HttpRefusal(400, "The request ended before its body did.");
    });
    if (next === undefined || next.done) break;
    size += next.value.length;
    if (size > maximumBody) throw tooLarge();
    chunks.push(next.value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new HttpRefusal(400, "The body is not UTF-8.");
  }
}

function tooLarge(): HttpRefusal {
  return new HttpRefusal(413, `The body is larger than ${maximumBody / 1024 / 1024} MB.`);
}
