import { describe, expect, it } from 'vitest';
import { MASK, maskSecrets } from '../../../src/adapters/hermes-home/mask-secrets.ts';

describe('a file that is shown', () => {
  it('has every value of .env masked, also quoted, commented out and over several lines', () => {
    const text = [
      '\uFEFFA=s3cret',
      'export B = "s3cret \\" more" # note',
      "C='s3cret'\r",
      '# D=s3cret',
      'E="-----BEGIN',
      's3cretAAAA==',
      '-----END"',
      's3cret that belongs to nothing',
      'F="s3cret"s3cret',
      'G=',
      'H=""',
      '# words, one KEY=value a line',
      '',
    ].join('\n');
    expect(maskSecrets('.env', text).split('\n')).toEqual([
      `\uFEFFA=${MASK}`,
      `export B = "${MASK}" # note`,
      `C='${MASK}'\r`,
      `# D=${MASK}`,
      `E="${MASK}"`,
      MASK,
      `F=${MASK}`,
      'G=',
      'H=""',
      '# words, one KEY=value a line',
      '',
    ]);
  });

  it('has the secrets of config.yaml masked and nothing else', () => {
    const text = `# words
model: {provider: x, api_key: "s3cret \\" more", max_tokens: 4096}
mcp_servers:
  a:
    command: run
    args: [--fast]
    env: {TZ: 's3cret', EMPTY: ""}
  b:
    headers:
      Authorization: Bearer \${MCP_B_API_KEY}
      X-Key: s3cret # note
    url: https://x.example/mcp
gateway:
  bot_token: |
    s3cret
    s3cret
last: word
`;
    expect(maskSecrets('config.yaml', text)).toBe(`# words
model: {provider: x, api_key: "${MASK}", max_tokens: 4096}
mcp_servers:
  a:
    command: run
    args: [--fast]
    env: {TZ: '${MASK}', EMPTY: ""}
  b:
    headers:
      Authorization: Bearer \${MCP_B_API_KEY}
      X-Key: ${MASK} # note
    url: https://x.example/mcp
gateway:
  bot_token: ${MASK}
last: word
`);
  });

  it('is not shown when it cannot be understood, and left alone when it holds no secrets', () => {
    expect(maskSecrets('config.yaml', 'a: "s3cret\nb: [')).toBe(MASK);
    expect(maskSecrets('SOUL.md', 'KEY=value')).toBe('KEY=value');
  });
});
