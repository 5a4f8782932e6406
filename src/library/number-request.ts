/** One of a line's agents in a request. Without a version, and with `latest`, it follows the draft. */
export interface AgentWeightRequest {
  readonly agent_id: string;
  readonly agent_version?: number | string | null;
  readonly weight?: number;
}

/** A text, or the environment variable that holds it. */
export type SecretText = string | { readonly $env: string; readonly template?: string | undefined };

/** What a request says of a number: lists of agents, or the older fields for a single one; null takes away. */
export interface PhoneNumberRequest {
  readonly nickname?: string | null;
  readonly inbound_agents?: readonly AgentWeightRequest[] | null;
  readonly outbound_agents?: readonly AgentWeightRequest[] | null;
  readonly inbound_sms_agents?: readonly AgentWeightRequest[] | null;
  readonly outbound_sms_agents?: readonly AgentWeightRequest[] | null;
  readonly inbound_agent_id?: string | null;
  readonly inbound_agent_version?: number | string | null;
  readonly outbound_agent_id?: string | null;
  readonly outbound_agent_version?: number | string | null;
  readonly inbound_sms_agent_id?: string | null;
  readonly inbound_sms_agent_version?: number | string | null;
  readonly outbound_sms_agent_id?: string | null;
  readonly outbound_sms_agent_version?: number | string | null;
  readonly fallback_number?: string | null;
  readonly inbound_webhook_url?: SecretText | null;
  readonly inbound_sms_webhook_url?: SecretText | null;
  readonly allowed_inbound_country_list?: readonly string[] | null;
  readonly allowed_outbound_country_list?: readonly string[] | null;
  /** The SIP trunk of the number; a credential in plain text is refused. */
  readonly termination_uri?: string | null;
  readonly transport?: "TLS" | "TCP" | "UDP" | null;
  readonly auth_username?: SecretText | null;
  readonly auth_password?: SecretText | null;
}
