import type { Span } from '../document/syntax-tree';
import { lastStage, lineage, readDockerfile, type Dockerfile, type Instruction, type Stage } from './dockerfile';
import { expandWord, type Substitution, type WordFault } from './expand-word';
import { readVariables, type DockerfileVariables } from './stage-variables';
import { pairsIn, type Word } from './words';
import { COMMANDS_LABEL } from './write-label';

/** The Commands' label in a Dockerfile: its value as the image gets it, and where each character of it is written. */
export interface DockerfileLabel {
  readonly value: string;
  /** Where each UTF-16 code unit of the value is written in the Dockerfile, its escape included. */
  readonly places: readonly Span[];
  /** The key as written. */
  readonly key: Span;
  /** The value as written, with its quotes. */
  readonly written: Span;
  /** `space` is the old `LABEL key value`, whose value is the rest of the line. */
  readonly form: 'equals' | 'space';
  /** What the builder replaces in it. */
  readonly substitutions: readonly Substitution[];
  /** Why the builder refuses it; undefined where it takes it. */
  readonly fault: WordFault | undefined;
  readonly instruction: Instruction;
  readonly stage: Stage;
  /**
   * `image`: the image gets it. `overridden`: a later one of the same key takes its place. `other-stage`: the stage it is
   * in does not become the image, nor is the image based on it.
   */
  readonly fate: 'image' | 'overridden' | 'other-stage';
}

/** Every `org.nrg.commands` label of a Dockerfile, in the order of the text. */
export function dockerfileLabels(source: string | Dockerfile): readonly DockerfileLabel[] {
  const dockerfile = typeof source === 'string' ? readDockerfile(source) : source;
  const last = lastStage(dockerfile);
  const intoImage = new Set(last === undefined ? [] : lineage(last));
  const variables = readVariables(dockerfile);
  const found = dockerfile.stages.flatMap((stage) => labelsOfStage(dockerfile, stage, variables));
  const kept = found.findLast(({ stage }) => intoImage.has(stage));
  const lastOfStage = new Map(found.map((label) => [label.stage, label]));
  return found.map((label) => {
    const isInImage = intoImage.has(label.stage);
    const isKept = label === (isInImage ? kept : lastOfStage.get(label.stage));
    return { ...label, fate: !isKept ? 'overridden' : isInImage ? 'image' : 'other-stage' };
  });
}

/** The label that the built image carries, if there is one. */
export function imageLabel(labels: readonly DockerfileLabel[]): DockerfileLabel | undefined {
  return labels.find(({ fate }) => fate === 'image');
}

/** Where a part of the label's value is written in the Dockerfile. */
export function spanInDockerfile({ places, written }: DockerfileLabel, { start, end }: Span): Span {
  const behind = places.at(-1)?.end ?? written.end;
  const from = places[start]?.start ?? behind;
  return { start: from, end: end > start ? (places[end - 1]?.end ?? behind) : from };
}

type FoundLabel = Omit<DockerfileLabel, 'fate'>;

function labelsOfStage({ escape }: Dockerfile, stage: Stage, variables: DockerfileVariables): readonly FoundLabel[] {
  return stage.instructions.flatMap((instruction) => {
    const { keyword, line, argumentsAt } = instruction;
    // Most instructions are not about this.
    if (keyword !== 'LABEL' || !line.text.includes('org')) return [];
    const lookup = variables.at(stage, instruction);
    const spanOf = ({ start, end }: Word): Span => ({
      start: line.offsets[start] ?? 0,
      end: endOf(line.offsets, start, end),
    });
    return pairsIn(line.text, argumentsAt, keyword, escape).flatMap(({ name, value, form }) => {
      if (value === undefined || expandWord(line, name, escape, lookup).value !== COMMANDS_LABEL) return [];
      const expanded = expandWord(line, value, escape, lookup);
      return [{ ...expanded, key: spanOf(name), written: spanOf(value), form, instruction, stage }];
    });
  });
}

/** Behind the last unit of a word, not at the next one, which a continuation may have put on another line. */
const endOf = (offsets: readonly number[], start: number, end: number) =>
  end > start ? (offsets[end - 1] ?? 0) + 1 : (offsets[start] ?? 0);
