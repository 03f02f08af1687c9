import type { Page } from '@playwright/test';

/** Drops a file on the page, as from a file manager. */
export const dropFile = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    ([as, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content ?? ''], as ?? ''));
      const drop = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('dragover', drop));
      document.body.dispatchEvent(new DragEvent('drop', drop));
    },
    [name, text],
  );
