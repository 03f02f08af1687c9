import type { HubReader, HubScan } from '../machines/ports/skill-hub.ts';
import type { ChosenInstall } from './preview-actions.ts';

/** What Hermes' scanner says against a hub skill. */
export type ScanWarning = Readonly<{
  item: string;
  code: 'install/would-be-blocked' | 'install/would-be-asked';
  message: string;
}>;

/** Hub skills Hermes would not install just so; none for what it cannot tell within `waitMs`. Never rejects. */
export const findScanWarnings = async (
  hub: Pick<HubReader, 'scan'>,
  installs: readonly ChosenInstall[],
  waitMs: number,
): Promise<readonly ScanWarning[]> => {
  const signal = AbortSignal.timeout(waitMs);
  const scanned = await Promise.allSettled(
    installs.map(async (install) => ({ install, scan: await hub.scan(install.identifier, signal) })),
  );
  return scanned.flatMap((one) =>
    one.status === 'fulfilled' && one.value.scan.ok ? toWarning(one.value.install, one.value.scan) : [],
  );
};

const toWarning = ({ identifier, installer }: ChosenInstall, scan: HubScan): readonly ScanWarning[] => {
  const item = `install:${identifier}`;
  if (scan.policy === 'allow') return [];
  const found = `Hermes' scanner says "${scan.verdict}" to ${identifier}: ${scan.policyReason.replace(/\.$/, '')}.`;
  if (scan.policy === 'ask')
    return [{ item, code: 'install/would-be-asked', message: `${found} Look at its findings before you create.` }];
  const follows =
    installer === 'hermes'
      ? 'Hermes will refuse to install it.'
      : 'The installer that comes along does not scan, and would install it all the same.';
  return [{ item, code: 'install/would-be-blocked', message: `${found} ${follows}` }];
};
