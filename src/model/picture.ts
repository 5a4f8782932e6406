/** What became of a part of a picture between two sides; `same` in a picture of one side. */
export type Mark = "same" | "added" | "removed" | "changed";

/** A box: a node of a flow, or a state of an LLM. */
export interface PictureNode {
  /** Unlike any other in the picture; not for show. */
  readonly key: string;
  readonly name: string;
  /** What kind it is, such as `conversation`. */
  readonly detail: string;
  /** Key of the group it is in; null for the flow itself. */
  readonly group: string | null;
  readonly isStart: boolean;
  readonly mark: Mark;
}

/** An arrow, with the condition under which a call takes it. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly mark: Mark;
}

/** A component of a flow: nodes of its own, which no edge enters or leaves. */
export interface PictureGroup {
  readonly key: string;
  readonly name: string;
}

/** A flow as boxes and arrows. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly groups: readonly PictureGroup[];
  /** Nodes that were left out so that the rest stays readable. */
  readonly hidden: number;
}
