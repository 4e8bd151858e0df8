// The drawer that says why something is what it is.
import type { ComponentChildren } from "preact";

import { fillDialog, isPlainClick, openDialog } from "./dialog";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Factor {
  name: string;
  says: string;
  adds: number;
}
interface Weighing {
  by: string;
  log_odds: number;
  base: number;
  factors: Factor[];
  others_add: number;
}
interface Explained {
  id: string;
  report?: string | null;
  layer?: string;
  stage?: string;
  version?: number;
  explanation?: { summary: string; claim: string; weighings: Weighing[] } | null;
  [key: string]: Json | undefined | object;
}

const kId = /^[0-9a-f]{32}$/;

function Text({ text }: { text: string }) {
  return kId.test(text) ? <a href={`/explain/${text}`}>{text.slice(0, 8)}…</a> : <bdi>{text}</bdi>;
}

// Names of columns that do not say by themselves what they are.
const kNames: { [name: string]: string } = {
  polarity: "asserted or denied",
  content: "what is said",
  cue: "said by the words",
  speaker: "speaker in the text",
  speaker_named: "named where",
  speaker_how: "known by",
  addressee: "said to",
  relay: "came through",
  relay_names: "came through, by name",
  relay_cues: "words for that",
  date: "said on",
  date_latest: "said at the latest on",
  date_words: "words for the day",
  via: "by way of",
  why: "what speaks for it",
};

function nameOf(column: string): string {
  const words = kNames[column] ?? column.replaceAll("_", " ");
  return words.replace(/^(.+) score$/, "how sure of the $1").replace(/^score$/, "how sure");
}

// Says nothing: what a row leaves open.
function isNothing(value: Json): boolean {
  return value === null || value === "" || value === "none" || (Array.isArray(value) && !value.length);
}

// Any value, as a person reads it.
function Show({ value }: { value: Json }): ComponentChildren {
  if (value === null || isNothing(value)) return <span class="unknown">none</span>;
  if (Array.isArray(value))
    return value.every((one) => typeof one !== "object") ? (
      <>{value.map((one, i) => [i > 0 ? ", " : "", <Text text={String(one)} />])}</>
    ) : (
      <ol class="list">
        {value.map((one, i) => (
          <li key={i} class="row">
            <Show value={one} />
          </li>
        ))}
      </ol>
    );
  if (typeof value === "object") return <Values of={value} />;
  return <Text text={String(value)} />;
}

function Values({ of }: { of: { [key: string]: Json } }) {
  return (
    <dl class="values">
      {Object.entries(of)
        .filter(([, value]) => !isNothing(value))
        .map(([name, value]) => (
          <>
            <dt>{nameOf(name)}</dt>
            <dd>
              <Show value={value} />
            </dd>
          </>
        ))}
    </dl>
  );
}

function Adds({ adds, says }: { adds: number; says: string }) {
  return (
    <li>
      <b class={adds < 0 ? "against" : "for"}>{(adds < 0 ? "−" : "+") + Math.abs(adds).toFixed(2)}</b>
      <span>{says}</span>
    </li>
  );
}

function Decided({ explained }: { explained: Explained }) {
  const found = explained.explanation;
  if (!found) return null;
  return (
    <section>
      <h3>What decided</h3>
      <p>{found.summary}</p>
      {found.claim && <p class="fine">For (+) and against (−) that {found.claim}:</p>}
      {found.weighings.map((one) => (
        <ul class="weigh" key={one.by}>
          <Adds adds={one.log_odds} says={`${one.by} say, all in all`} />
          <Adds adds={one.base} says="the mean of the report's rows" />
          {one.factors.map((factor) => (
            <Adds key={factor.name} adds={factor.adds} says={factor.says} />
          ))}
          {one.others_add !== 0 && <Adds adds={one.others_add} says="all others" />}
        </ul>
      ))}
    </section>
  );
}

const kHeads: { [key: string]: string } = {
  values: "What it says",
  who: "Who that is",
  between: "Between the reports",
  amendments: "What other reports changed",
  layers: "What was found in it",
};

function ExplainView({ explained }: { explained: Explained }) {
  return (
    <div class="explained">
      {explained.stage && (
        <p>
          Found by <code>{explained.stage}</code>, version {explained.version}, as a row of{" "}
          <code>{explained.layer}</code>.
        </p>
      )}
      <Decided explained={explained} />
      {Object.entries(kHeads).map(([key, head]) => {
        const value = explained[key] as Json | undefined;
        if (value === undefined || isNothing(value)) return null;
        return (
          <section key={key}>
            <h3>{head}</h3>
            <Show value={value} />
          </section>
        );
      })}
      <p class="fine">
        {explained.report && (
          <>
            <a href={`/reports/${explained.report}`}>The report</a> ·{" "}
          </>
        )}
        <a href={`/explain/${explained.id}`}>All of it on a page</a>
      </p>
    </div>
  );
}

export function explain(id: string): void {
  if (!kId.test(id)) return;
  const opened = openDialog("What it rests on", "drawer");
  void fillDialog(
    opened,
    `/api/explain/${id}`,
    (data) => <ExplainView explained={data as Explained} />,
    // Only some stages can say what decided; of others there is what was recorded.
    (data) => ((data as Explained).explanation ? "Why is it so?" : "What it rests on"),
  );
}

export function startExplaining(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-explain]");
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    explain(link.dataset["explain"] ?? "");
  });
}
