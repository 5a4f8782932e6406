import { isJsonObject } from "../../model/json.js";
import { componentAssigned, serverAssigned } from "../../model/server-assigned.js";
import { nearest } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { type Fault, finding, nameOf, sentence, show } from "./fault.js";
import { platformKeyOrder } from "./key-order.js";
import { knownFields } from "./schema-part.js";

/** A field that the schema does not have: the platform's own, a slip of a known one, or newer than this release. */
export function explainUnknownField(fault: Fault): Finding {
  const field = String(fault.params.additionalProperty);
  const place = { path: [...fault.path, field], at: "key" } as const;
  if (isServerAssigned(fault, field)) {
    const message = `${show(field)} is assigned by the platform and is not configuration.`;
    return finding(fault, "warning", "server-assigned-field", message, "delete it", place);
  }
  const message = `${show(field)} is not a field of ${nameOf(fault)}.`;
  const near = nearMiss(field, fault);
  if (near !== null)
    return finding(fault, "error", "unknown-field", message, `did you mean ${show(near)}?`, {
      ...place,
      absent: [...fault.path, near],
    });
  const hint = otherFile(fault, field) ?? "it is kept as written, and not checked";
  return finding(fault, "warning", "unknown-field", message, hint, place);
}

/** A field that must be there. */
export function explainMissingField(fault: Fault): Finding {
  const field = String(fault.params.missingProperty);
  const message = `${sentence(nameOf(fault))} has no ${show(field)}.`;
  return finding(fault, "error", "missing-field", message, remedies[field] ?? `add ${field}`, {
    at: "key",
    absent: [...fault.path, field],
  });
}

/** Where there is another way out than adding the field. */
const remedies: Readonly<Record<string, string>> = {
  voice_id: "add voice_id, or channel: chat for an agent that only writes",
  custom_stt_config: "add custom_stt_config, which stt_mode custom needs, or choose another stt_mode",
};

function isServerAssigned({ kind, path }: Fault, field: string): boolean {
  if (kind === "flow" && path.length === 2 && path[0] === "components") return componentAssigned.has(field);
  if (!serverAssigned.has(field)) return false;
  if (kind === "manifest") return path.length === 2;
  if (kind === "tagline") return false;
  return path.length === 0 || (kind === "agent" && path.length === 1 && path[0] === "response_engine");
}

/** A known field that is not there yet: one that is there was hardly meant a second time. */
function nearMiss(field: string, { schema, value }: Fault): string | null {
  const present = isJsonObject(value) ? value : {};
  const known = knownFields(schema).filter((name) => !Object.hasOwn(present, name));
  const plain = (name: string): string => name.replaceAll(/[_-]/g, "").toLowerCase();
  return known.find((name) => plain(name) === plain(field)) ?? nearest(field, known);
}

/** Where a field of the platform belongs when it stands at the top of the wrong file. */
function otherFile({ kind, path }: Fault, field: string): string | null {
  if (path.length > 0 || kind === "manifest" || kind === "tagline") return null;
  const files = { agent: "agent.yaml", llm: "llm.yaml", flow: "flow.yaml" } as const;
  for (const other of ["agent", "llm", "flow"] as const)
    if (other !== kind && platformKeyOrder(other).includes(field)) return `it belongs in ${files[other]}`;
  return null;
}
