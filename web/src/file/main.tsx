import '../theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FLOW_FILE, type FlowFile } from '../../../src/machines/flow/flow-file.ts';
import { ApiProvider } from '../api/api-context.tsx';
import { toReplayPath } from '../flow/paths.ts';
import { file as english } from '../i18n/en/file.ts';
import { localeOf } from '../i18n/locales.ts';
import { TextProvider } from '../i18n/text.tsx';
import { NavigationProvider } from '../navigation/navigation.tsx';
import { createNavigator } from '../navigation/navigator.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { FileFrame } from './file-frame.tsx';
import { FilePages } from './file-pages.tsx';
import { createFileWay } from './file-way.ts';
import { createHashWindow, toHref } from './hash-window.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element "root" to draw in.');

/** The file as it was opened, to be saved again: it is changed from here on. */
const source = `<!doctype html>\n${document.documentElement.outerHTML}\n`;

/** It was written by the program that this page comes from. */
const readFile = (): FlowFile | null => {
  try {
    return JSON.parse(document.getElementById(FLOW_FILE)?.textContent ?? '') as FlowFile;
  } catch {
    return null;
  }
};

const locale = localeOf(window.navigator.languages);
const draw = (file: FlowFile) => {
  const navigator = createNavigator(createHashWindow(toReplayPath(file.flow)));
  const { noServer } = { ...english, ...locale.file };
  createRoot(root).render(
    <StrictMode>
      <TextProvider locale={locale}>
        <ApiProvider way={createFileWay({ file, document: source, noServer })} ended={null}>
          <ToastProvider>
            <NavigationProvider navigator={navigator} toHref={toHref}>
              <FileFrame records={file.records}>
                <FilePages flow={file.flow} />
              </FileFrame>
            </NavigationProvider>
          </ToastProvider>
        </ApiProvider>
      </TextProvider>
    </StrictMode>,
  );
};

const file = readFile();
if (file) draw(file);
else root.textContent = english.empty;
