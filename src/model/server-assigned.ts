/** Fields that the platform assigns to an agent, an engine or a number: never configuration (PLATFORM.md). */
export const serverAssigned: ReadonlySet<string> = new Set([
  "agent_id",
  "llm_id",
  "conversation_flow_id",
  "version",
  "base_version",
  "is_published",
  "is_latest",
  "version_title",
  "version_description",
  "tags",
  "assigned_tags",
  "last_modification_timestamp",
  "user_modified_timestamp",
  "phone_number_type",
  "phone_number_pretty",
]);

/**
 * Fields that the platform assigns to a component inside a flow. Its id is not among them: nodes refer to it, and
 * the platform takes it from the export.
 */
export const componentAssigned: ReadonlySet<string> = new Set(["user_modified_timestamp"]);
