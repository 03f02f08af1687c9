import type { McpEntry } from '../hermes-home/mcp-check.ts';
import { headersOf } from '../hermes-home/mcp-entry.ts';

/** One sentence for each part of an entry that holds a template: Hermes fills it in, a test does not. */
export const templateWarnings = (entry: McpEntry): readonly string[] =>
  placesOf(entry).flatMap(([place, text]) => {
    const [template] = /\$\{(?:env:)?[A-Za-z_]\w*\}/.exec(text) ?? [];
    if (template === undefined) return [];
    return [
      `${place} holds ${template}, which Hermes fills in from the profile's .env. The test used it as it is written.`,
    ];
  });

const placesOf = (entry: McpEntry): readonly (readonly [string, string])[] =>
  entry.kind === 'stdio'
    ? [
        ['The command', entry.command],
        ...entry.args.map((arg, index) => [`Argument ${index + 1}`, arg] as const),
        ...Object.entries(entry.env).map(([name, value]) => [`The variable ${name}`, value] as const),
      ]
    : [['The URL', entry.url], ...headersOf(entry).map(([name, value]) => [`The header ${name}`, value] as const)];
