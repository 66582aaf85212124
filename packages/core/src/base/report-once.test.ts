import { expect, it } from 'vitest';
import { createReportOnce } from './report-once.ts';

it('reports a state once, another state, and the same one again after it was cleared', () => {
  const once = createReportOnce<string>();
  const reports: string[] = [];
  const report = (subject: string, state: string) =>
    once.report(subject, state, () => void reports.push(`${subject} ${state}`));
  report('album', 'down');
  report('album', 'down');
  report('tag', 'down');
  report('album', 'forbidden');
  expect(once.has('album')).toBe(true);
  once.clear('album');
  expect(once.has('album')).toBe(false);
  report('album', 'forbidden');
  expect(reports).toEqual(['album down', 'tag down', 'album forbidden', 'album forbidden']);
});
