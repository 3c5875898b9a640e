// The agendas one can start from, drawn before the server is asked: what each step is for and how long it takes. The files
// are the server's own. Pure.

import education_priorities from "../../../../workshop/templates/education_priorities.json";
import full_seminar from "../../../../workshop/templates/full_seminar.json";
import iceberg from "../../../../workshop/templates/iceberg.json";
import recommendations from "../../../../workshop/templates/recommendations.json";
import timeline from "../../../../workshop/templates/timeline.json";
import { type StepKind, TEMPLATES, type Template, type TemplateFile } from "../../protocol.gen";

/** What a stretch of an agenda looks like in the strip. */
export type Stretch = "talk" | "write" | "together" | "vote" | "break";

/** One step: its look and its minutes. */
export type StripStep = readonly [stretch: Stretch, minutes: number];

/** What the start page shows of a template. */
export type Shown = Pick<TemplateFile, "title" | "summary" | "attribution"> & {
  readonly steps: readonly Pick<TemplateFile["steps"][number], "kind" | "title" | "minutes">[];
};

/** The files, whose words for kinds are plain texts to the compiler; the server's tests read them. */
const FILES = { education_priorities, full_seminar, iceberg, recommendations, timeline } as unknown as Readonly<
  Record<Template, TemplateFile>
>;

const LOOKS: Readonly<Record<StepKind, Stretch>> = {
  talk: "talk",
  write: "write",
  table: "together",
  cluster: "together",
  ballot: "vote",
  timeline: "together",
  draft: "together",
};

/** The steps of an agenda as a strip. What is called a break is a gap in it. */
export function stripOf({ steps }: Shown): StripStep[] {
  return steps.map(({ kind, title, minutes }) => [
    kind === "talk" && /\b(?:break|pause|lunch|coffee)\b/iu.test(title) ? "break" : LOOKS[kind],
    minutes,
  ]);
}

/** All minutes of an agenda. */
export function minutesOf({ steps }: Shown): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** The templates in the order they are offered. */
export const OFFERED: readonly { template: Template; file: Shown }[] = TEMPLATES.map((template) => ({
  template,
  file: FILES[template],
}));

/** What is known of a chosen file that calls itself a template. */
export type TemplateText = { readonly file: Shown } | { readonly problem: string };

const KINDS: ReadonlySet<unknown> = new Set(Object.keys(LOOKS));

/** What a file says of its agenda, so that one sees whether it is the right one; none = it is no template. Whether it is
 * sound, the server says. */
export function templateIn(text: string): TemplateText | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch (error) {
    return text.includes("charrette-template") ? { problem: error instanceof Error ? error.message : "" } : null;
  }
  const { format, title, summary, attribution, steps } = (parsed ?? {}) as { [name: string]: unknown };
  if (format !== "charrette-template") return null;
  const found = Array.isArray(steps) ? (steps as ({ [name: string]: unknown } | null)[]) : [];
  return {
    file: {
      title: typeof title === "string" ? title : "",
      summary: typeof summary === "string" ? summary : "",
      ...(attribution === "named" || attribution === "perspective_only" || attribution === "anonymous"
        ? { attribution }
        : {}),
      steps: found.map((step) => ({
        kind: KINDS.has(step?.kind) ? (step?.kind as StepKind) : "talk",
        title: typeof step?.title === "string" ? step.title : "",
        minutes: typeof step?.minutes === "number" ? step.minutes : 0,
      })),
    },
  };
}
