import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";

/** An LLM speaks through one model: a text model, or a speech-to-speech model (OpenAPI, s2s_model). */
export const twoModels: Rule = {
  kinds: ["llm"],
  *check({ model, s2s_model }): Iterable<Finding> {
    if (typeof model !== "string" || typeof s2s_model !== "string") return;
    yield {
      severity: "error",
      code: "two-models",
      path: ["s2s_model"],
      at: "key",
      message: `Both "model" and "s2s_model" are set; the platform takes one of them.`,
      hint: "delete s2s_model, or model for an LLM that hears and speaks by itself",
    };
  },
};
