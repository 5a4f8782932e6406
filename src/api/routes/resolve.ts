import * as z from "zod/mini";
import { engineJson } from "../../format/engine.js";
import { formatRef } from "../../model/version.js";
import { current, type Route, route } from "../route.js";

/** What a telephony edge asks on each ring. */
export const resolveRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/v1/resolve/{phone_number}",
    name: "resolveNumber",
    summary: "The exact configuration that a line runs now, drawn by weight where it is split.",
    scope: "read",
    query: z.object({
      direction: z.optional(z.enum(["inbound", "outbound", "inbound_sms", "outbound_sms"])),
      key: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
    }),
    refusals: [404, 422],
    async handle({ path: { phone_number = "" }, query }, { repository, secrets }) {
      const { direction = "inbound", key = null } = query;
      const { pin, commit, changedIn, agent, number } = await repository.resolveNumber(phone_number, {
        direction,
        key,
        secrets,
      });
      const value = {
        number,
        direction,
        agent: pin.agent,
        version: pin.version,
        ref: formatRef(pin.version),
        weight: pin.weight,
        changedIn,
        commit,
        agentConfig: agent.config,
        engine: engineJson(agent.engine),
      };
      return secrets ? { kind: "json", status: 200, value, lifetime: "none" } : current(value);
    },
  }),
];
