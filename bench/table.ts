import type { Comparison, Row, Target } from './rows/row.ts';

/** The head of the Markdown table. */
export const tableHead =
  '| row | ours | against | theirs | ratio | target | reached |\n|---|---:|---|---:|---:|---|---|';

/** One line of the Markdown table. */
export function tableLine({ title, unit, targets }: Row, { what, against, ours, theirs }: Comparison): string {
  const ratio = theirs === undefined ? undefined : ours / theirs;
  const target = targets[against];
  const cells = [
    what === undefined ? title : `${title}: ${what}`,
    `${short(ours)} ${unit}`,
    against,
    theirs === undefined ? '' : `${short(theirs)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    target === undefined ? '' : `${target.kind} ${target.value}${ratio === undefined ? ` ${unit}` : ' x'}`,
    target === undefined ? '' : isReached(target, ratio ?? ours) ? 'yes' : 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}

const isReached = ({ kind, value }: Target, figure: number): boolean =>
  kind === 'at most' ? figure <= value : figure >= value;

/** Three digits, and no fractions of what is counted. */
const short = (value: number): string => {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value < 1 ? 2 : value < 100 ? 1 : 0);
};
