import clsx from 'clsx';
import type { EventType } from '../../../../src/machines/flow/events.ts';
import type { ForkText } from '../../i18n/en/fork.ts';
import { Select } from '../../ui/select.tsx';
import { codeFor, codesOf, isSameAttempt } from './answers.ts';
import type { AnswerRow } from './fork-result.ts';
import type { Fork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ row: AnswerRow; fork: Fork }>;

/** How one attempt of an item ends: as it would anyway, or as is chosen here. */
export const AnswerChoice = ({ row, fork: { answers, choose, leave } }: Props) => {
  const { answers: text } = useForkText();
  const { item, attempt, options, chosen } = row;
  const answer = answers.find((one) => isSameAttempt(one, row));
  const choices: readonly Choice[] = [
    { value: '', label: toDefault(row, text) },
    ...options.map((value) => ({ value, label: text.ending(value) })),
  ];
  const take = (type: EventType | '') =>
    type === '' ? leave(row) : choose({ item, attempt, type, code: codeFor(type) });
  return (
    <li
      className={clsx(
        'grid items-center gap-x-3 gap-y-1.5 rounded-lg border-l-2 py-1.5 pr-1.5 pl-2.5 sm:grid-cols-[minmax(0,1fr)_13rem]',
        chosen ? 'border-info bg-accent' : 'border-transparent',
      )}
    >
      <span className="min-w-0">
        <span className="block font-mono text-xs wrap-anywhere">{item}</span>
        {attempt > 1 && <span className="text-xs text-text-tertiary">{text.attempt(attempt)}</span>}
      </span>
      <Select aria-label={text.of(item, attempt)} value={chosen?.event.type ?? ''} options={choices} onChange={take} />
      {answer && answer.code !== null && (
        <span className="sm:col-span-2">
          <Select
            aria-label={text.problemOf(item)}
            value={answer.code}
            options={codesOf(item).map((code) => ({ value: code, label: code }))}
            onChange={(code) => choose({ ...answer, code })}
            className="font-mono"
          />
        </span>
      )}
    </li>
  );
};

type Choice = Readonly<{ value: EventType | ''; label: string }>;

const toDefault = ({ otherwise }: AnswerRow, text: ForkText['answers']): string => {
  if (!otherwise) return text.asLeft;
  return otherwise.source === 'plain' ? text.asPlain(otherwise.event) : text.asRecorded(otherwise.event);
};
