import type * as z from "zod/mini";
import { toE164 } from "../../config/phone-number.js";
import type { PhoneNumberRequest } from "../../library/number-request.js";
import { newNumberBody, numberBody } from "../fields.js";
import { pageOfIds, pageQuery } from "../page.js";
import { HttpRefusal } from "../problem.js";
import { current, type Reply, type RequestContext, type Route, route, written } from "../route.js";
import { from } from "./agents.js";

/** Phone numbers: the manifest. */
export const numberRoutes: readonly Route[] = [
  ...["/create-phone-number", "/import-phone-number"].map((path, i) =>
    route({
      method: "POST",
      path,
      name: i === 0 ? "createPhoneNumber" : "importPhoneNumber",
      summary: "Adds a number that you have to the manifest.",
      scope: "write",
      body: newNumberBody,
      status: 201,
      refusals: [409, 422],
      async handle({ body }, { repository, caller }) {
        const number = checked(owned(body));
        const request = { ...newNumber(body), phone_number: number };
        return written(await repository.createPhoneNumber(request, from(caller)), 201);
      },
    }),
  ),
  route({
    method: "GET",
    path: "/get-phone-number/{phone_number}",
    name: "getPhoneNumber",
    summary: "A number and where it points.",
    scope: "read",
    refusals: [422],
    async handle({ path: { phone_number = "" } }, context) {
      const { repository, secrets } = context;
      return held(await repository.getPhoneNumber(phone_number, { secrets }), context);
    },
  }),
  route({
    method: "PATCH",
    path: "/update-phone-number/{phone_number}",
    name: "updatePhoneNumber",
    summary: "Points a number elsewhere, or changes its settings.",
    scope: "write",
    body: numberBody,
    refusals: [409, 422],
    async handle({ path: { phone_number = "" }, body }, { repository, caller }) {
      return written(
        await repository.updatePhoneNumber(phone_number, body as PhoneNumberRequest, from(caller)),
        200,
      );
    },
  }),
  route({
    method: "DELETE",
    path: "/delete-phone-number/{phone_number}",
    name: "deletePhoneNumber",
    summary: "Takes a number out of the manifest.",
    scope: "write",
    status: 204,
    refusals: [409, 422],
    async handle({ path: { phone_number = "" } }, { repository, caller }) {
      await repository.deletePhoneNumber(phone_number, from(caller));
      return { kind: "empty", status: 204 };
    },
  }),
  route({
    method: "GET",
    path: "/v2/list-phone-numbers",
    name: "listPhoneNumbers",
    summary: "Every number and where it points, in pages.",
    scope: "read",
    query: pageQuery,
    async handle({ query }, context) {
      const { repository, secrets } = context;
      const numbers = await repository.listPhoneNumbers({ secrets });
      const byNumber = new Map(numbers.map((item) => [item.phone_number, item]));
      return held(
        await pageOfIds([...byNumber.keys()].sort(), query, 50, async (key) => byNumber.get(key)),
        context,
      );
    },
  }),
  route({
    method: "GET",
    path: "/list-phone-numbers",
    name: "listPhoneNumbersOlder",
    summary: "Every number and where it points.",
    scope: "read",
    async handle(_input, context) {
      const { repository, secrets } = context;
      return held(await repository.listPhoneNumbers({ secrets }), context);
    },
  }),
];

/** What may hold a secret is never kept. */
function held(value: unknown, { secrets }: RequestContext): Reply {
  return secrets ? { kind: "json", status: 200, value, lifetime: "none" } : current(value);
}

/** The number that a body brings. Throws a 400 for one that asks for a number to be bought. */
function owned({ phone_number, ...body }: z.infer<typeof newNumberBody>): string {
  const words = "Tagline does not buy numbers, it points those that you have.";
  if (phone_number === undefined || phone_number === null)
    throw new HttpRefusal(400, `phone_number is missing: ${words}`);
  for (const field of ["area_code", "country_code", "number_provider", "toll_free"] as const)
    if (body[field] !== undefined && body[field] !== null)
      throw new HttpRefusal(400, `${field} tells which number to buy: ${words}`);
  return phone_number;
}

/** What is kept of a body, by the names that the manifest has. */
function newNumber({
  sip_trunk_auth_username: auth_username,
  sip_trunk_auth_password: auth_password,
  ...body
}: z.infer<typeof newNumberBody>): PhoneNumberRequest {
  return {
    ...(auth_username === undefined ? {} : { auth_username }),
    ...(auth_password === undefined ? {} : { auth_password }),
    ...(body as PhoneNumberRequest),
  };
}

function checked(text: string): string {
  const number = toE164(text);
  if (number === null || !text.startsWith("+"))
    throw new HttpRefusal(400, `phone_number: ${JSON.stringify(text)} is not a phone number in E.164 form.`);
  return number;
}
