/**
 * Tagline as a library: `openRepository` for what the platform's API offers, and the verbs behind the command line,
 * over an injected world.
 *
 * @packageDocumentation
 */
export { type PlannedAttach, planAttachment } from "./attach/index.js";
export type { AttachRequest } from "./attach/plan.js";
export type { CallRecord } from "./calls/journal.js";
export type { TokenClaims } from "./calls/token.js";
export { type CompareOptions, type Comparison, compare } from "./compare/index.js";
export { type DeployOptions, type DeployResult, type PlannedDeploy, planDeployment } from "./deploy/index.js";
export type { DeployPlan } from "./deploy/plan.js";
export { applyChanges } from "./diff/apply-changes.js";
export { type ErrorCode, TaglineError } from "./errors.js";
export { type DrawnAgent, graphAgent } from "./graph/index.js";
export { type HistoryEntry, history } from "./history/index.js";
export { type NumberHistory, numberHistory } from "./history/number-history.js";
export type { Calls, WebCall, WebCallRequest } from "./library/calls.js";
export type { AgentWeightRequest, PhoneNumberRequest } from "./library/number-request.js";
export { type OpenOptions, openRepository, type TaglineRepository } from "./library/open-repository.js";
export type { AgentConfig } from "./library/platform/agent.js";
export type { ConversationFlowConfig } from "./library/platform/flow.js";
export type { RetellLlmConfig } from "./library/platform/llm.js";
export type { ReadOptions, Reads, RepositoryState, ResolvedLine, VersionReply } from "./library/reads.js";
export type {
  AgentReply,
  AgentWeight,
  ConversationFlowReply,
  PhoneNumberReply,
  ResponseEngineReply,
  RetellLlmReply,
} from "./library/replies.js";
export type { VersionName } from "./library/wanted-version.js";
export type {
  AttachOptions,
  DeployRequest,
  EditOptions,
  PinRequest,
  WriteOptions,
  Writes,
} from "./library/writes.js";
export type { Agent, Engine } from "./model/agent.js";
export type { AgentDiff, BlastRadius, Change, ConfigurationDiff, DescribedChange } from "./model/change.js";
export type { JsonObject, JsonValue } from "./model/json.js";
export type { Direction, LineChange } from "./model/manifest.js";
export { formatPin, type Pin, parsePin, type WeightedPin } from "./model/pin.js";
export type { Problem } from "./model/problem.js";
export type { Blocker, NextVersion } from "./model/review.js";
export { parseRev, type Rev, type Version } from "./model/version.js";
export type { FindingCode, VersionFinding } from "./model/version-finding.js";
export { nodeWorld } from "./node-world.js";
export { listNumbers, type NumberRow } from "./numbers/index.js";
export { type PlannedProtection, type Protection, planProtection, readProtection } from "./protect/index.js";
export { type PlannedRenumber, planRenumbering } from "./renumber/index.js";
export type { RenumberPlan } from "./renumber/plan.js";
export { type Candidate, type Resolution, resolveNumber } from "./resolve/index.js";
export { type PlannedRestore, planRestoration } from "./restore/index.js";
export type { RestorePlan } from "./restore/plan.js";
export { type Review, review } from "./review/index.js";
export { type PlannedRollback, planGoingBack } from "./rollback/index.js";
export type { RollbackRequest } from "./rollback/plan.js";
export { type ShownAgent, showAgent } from "./show/index.js";
export { readStatus, type Status } from "./status/index.js";
export { type ValidateResult, validate } from "./validate/index.js";
export { type VerifyResult, verify } from "./verify/index.js";
export type { Clock, Output, RunProgram, World, WorldFs } from "./world.js";
