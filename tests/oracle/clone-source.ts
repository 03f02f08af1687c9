import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { writeTree } from '../contracts/installer.contract.ts';

/** A profile that was lived in: whatever a clone takes along, leaves behind, or could stumble over. */
export const writeLivedIn = async (profile: string, configVersion: number | null): Promise<void> => {
  const version = configVersion === null ? '' : `_config_version: ${configVersion}\n`;
  await writeTree(profile, {
    'config.yaml': `# mine\nmodel:\n  provider: openrouter # paid\n  default: a/b\n${version}agent: {}\nplugins:\n  enabled: []\n`,
    '.env': 'OPENROUTER_API_KEY=k\nTELEGRAM_BOT_TOKEN=t\n',
    'SOUL.md': 'I am someone.\n',
    'profile.yaml': 'description: the source\ndescription_auto: false\n',
    'auth.json': '{}\n',
    '.no-bundled-skills': 'out\n',
    'memories/MEMORY.md': 'm\n',
    'memories/USER.md': 'u\n',
    'memories/other.md': 'o\n',
    'skills/custom/own/SKILL.md': '---\nname: own\ndescription: Own.\n---\n\nx\n',
    'skills/custom/own/run.sh': '#!/bin/sh\n',
    'skills/.bundled_manifest': 'own:d41d8cd98f00b204e9800998ecf8427e\n',
    'skills/.hub/lock.json': '{"version": 1, "installed": {}}\n',
    'cron/jobs.json': '[]\n',
    'plans/plan.md': 'p\n',
    'workspace/notes.txt': 'w\n',
    'workspace/__pycache__/x.pyc': 'c\n',
    'workspace/x.tmp': 't\n',
    'sessions/s.json': '{}\n',
    'logs/agent.log': 'l\n',
    'logs/errors.log': '',
    'backups/b.zip': 'b\n',
    'state-snapshots/s': 's\n',
    'checkpoints/c': 'c\n',
    'state.db': 'd\n',
    'state.db-wal': 'd\n',
    'gateway.pid': '1\n',
    'gateway_state.json': '{}\n',
    'processes.json': '{}\n',
    'node_modules/x.js': 'x\n',
    'extra.txt': 'e\n',
  });
  await mkdir(join(profile, 'skins'));
  await symlink('nowhere', join(profile, 'skills/custom/dangling'));
  await symlink('notes.txt', join(profile, 'workspace/link'));
  await chmod(join(profile, '.env'), 0o644);
  await chmod(join(profile, 'config.yaml'), 0o600);
  await chmod(join(profile, 'skills/custom/own/run.sh'), 0o755);
};
