import { failure } from "../errors.js";

/** A number as typed in E.164 form, from any international spelling. Throws `usage`. */
export async function phoneNumber(text: string): Promise<string> {
  const { toE164 } = await import("../config/phone-number.js");
  const number = toE164(text);
  if (number !== null) return number;
  throw failure("usage", {
    message: `"${text}" is not a phone number in E.164 form.`,
    hint: "write it like +14155550100",
  });
}
