/** Text that means something else to a reader of YAML 1.1, or that writers stumble over. No NUL: arguments cannot hold it. */
export const hostileTexts: readonly string[] = [
  ...['yes', 'On', 'null', '~', '12:30:45', '0777', '1_000', '0x1F', '1.5e3', '.inf', '2026-01-01', '=', '<<'],
  ...['# not a comment', 'key: value', '- item', '@at', '%percent', '!tag', '&anchor', '*alias', '`tick', '|', '>-'],
  ...['"double" and \'single\'', '{"a": [1]}', 'trailing:', 'über – ✓ 日本語 🎉', 'a\\nb', 'tab\there'],
  ...[
    'line one\nline two',
    'w\r\nx',
    `long ${'word '.repeat(60)}end`,
    'nbsp\u00A0and\u2028separator',
    '$HOME $(id) %s',
  ],
];
