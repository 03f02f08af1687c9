import { describe, expect, test } from 'vitest';
import { toEndCard, toList } from '../../src/flow/end-card.ts';
import { flow } from '../../src/i18n/en/flow.ts';
import { endOf, viewsOf } from './recorded.ts';

const cardOf = (name: string) => toEndCard(endOf(name), flow);

describe('the end card', () => {
  test('says what there is', () => {
    expect(cardOf('complete')).toEqual({
      sentences: [
        'You have the profile complete with its command, its environment variables, its model, its skills, the MCP server fs and the hub skill a-skill.',
      ],
      command: 'complete',
    });
  });

  test('says what there is not, and counts what would be a long list', () => {
    const { sentences } = cardOf('with-problems');
    expect(sentences).toEqual([
      'You have the profile with-problems with its command and its skills.',
      'You do not have its model, the MCP server a, the MCP server a, an MCP server without a name, the skill no-such, the hub skill missing, the hub skill y and the hub skill -rf.',
    ]);
    const install = endOf('complete').items.filter(({ kind }) => kind === 'install');
    expect(toList([install, install, install, install].flat(), flow)).toBe('4 hub skills');
  });

  test('of a cancelled flow says what stays and what was not done', () => {
    expect(cardOf('cancelled')).toEqual({
      sentences: [
        'The profile cancelled stays, with its command and its skills.',
        'Not done because it was stopped: the hub skill slow-repository and the hub skill a-skill.',
      ],
      command: 'cancelled',
    });
  });

  test('has no command where there is no profile', () => {
    expect(cardOf('rejected').command).toBeNull();
    expect(cardOf('rejected').sentences).toEqual(['There is no profile rejected, and nothing was left on disk.']);
    expect(cardOf('discarded').command).toBeNull();
  });

  test('of an imported flow does not say that there is something here', () => {
    const imported = { at: '2026-03-01T12:00:00.000Z' };
    expect(toEndCard({ ...endOf('with-problems'), imported }, flow)).toEqual({
      sentences: ['It ran elsewhere: what it made is not on this machine.'],
      command: null,
    });
    const [first] = viewsOf('complete');
    if (!first) throw new Error('The corpus is empty.');
    expect(toEndCard({ ...first, imported }, flow).sentences).toEqual([
      'It was exported before it ended, and does not go on here.',
    ]);
  });

  test('starts the profile by Hermes where its own command is not written or not found', () => {
    expect(cardOf('no-skills').command).toBe('hermes -p no-skills');
    const view = endOf('complete');
    const offPath = { item: 'alias', code: 'alias/off-path', message: 'It is not on PATH.' } as const;
    expect(toEndCard({ ...view, notices: [offPath] }, flow).command).toBe('hermes -p complete');
  });
});
