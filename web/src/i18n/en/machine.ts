const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`;

export const machine = {
  definition: 'Definition',
  coverage: 'Coverage',
  summary: (states: string, ways: string, flows: number) =>
    `${states} states and ${ways} transitions taken, in ${count(flows, 'flow')}`,
  counting: 'Counting',
  part: (taken: number, all: number) => `${taken} of ${all}`,
  never: 'never',
  neverEntered: 'Never entered',
  entered: (times: number) => `Entered ${count(times, 'time')}`,
  median: (duration: string) => `median ${duration}`,
  longest: (duration: string) => `longest ${duration}`,
  transitions: 'Transitions',
  transition: 'Transition',
  taken: 'Taken',
  byItself: 'by itself',
  empty: {
    title: 'Nothing is lit yet',
    body: 'Every create is recorded as a flow. Once there is one, the states it came to and the transitions it took light up here, with how often and how long; what no flow has ever done stays dark.',
  },
  take: {
    action: 'Take along',
    saveSvg: 'Save as SVG',
    copyMermaid: 'Copy as Mermaid',
    saveMermaid: 'Save as Mermaid',
    copied: 'The Mermaid diagram is on the clipboard.',
    notCopied: 'The browser did not let the clipboard be written; save the diagram as a file.',
  },
};

export type MachineText = typeof machine;
