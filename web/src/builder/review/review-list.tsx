import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { useBuilder } from '../use-builder.tsx';
import { type ReviewRow, toReviewRows } from './review-rows.ts';

/** Every choice with the way back to it. */
export const ReviewList = () => {
  const text = useText();
  const { draft } = useBuilder();
  return (
    <dl className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card">
      {toReviewRows(draft, text).map((row) => (
        <Row key={row.field} {...row} />
      ))}
    </dl>
  );
};

const Row = ({ label, value, step, field }: ReviewRow) => {
  const { review } = useText().builder;
  const { go } = useBuilder();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-2 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
      <dt className="text-sm text-text-secondary">{label}</dt>
      <dd className="col-start-1 min-w-0 text-sm wrap-anywhere sm:col-start-2 sm:row-start-1">
        <span className="line-clamp-2">{value}</span>
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1 sm:col-start-3 sm:row-span-1">
        <Button size="sm" variant="quiet" aria-label={review.editField(label)} onClick={() => go(step, field)}>
          {review.edit}
        </Button>
      </dd>
    </div>
  );
};
