import { HttpError } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { text, uuid } from '../http/validation.ts';
import type { SmartSearch } from '../library/smart-search.ts';
import { criteriaOf, renderFound, renderPage } from './search.ts';
import { questionOf } from './search-question.ts';

const DEFAULT_SIZE = 100;

/** Search by what a picture shows: a ranked list for each query, narrowed by the same conditions as a metadata search. */
export const smartSearchRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/search/smart',
    access: 'permission',
    permission: 'asset.read',
    handle: (request, caller) => {
      const { library } = request;
      const criteria = criteriaOf(request, { query: text, queryAssetId: uuid });
      refuseWithoutModel(library.smartSearch, criteria.query ?? criteria.queryAssetId);
      const question = questionOf(request, caller, criteria);
      const ranked = (library.smartSearch.ranked.get(String(criteria.query)) ?? []).flatMap((id) => {
        const index = library.assets.indexOf(id);
        const asset = index === undefined ? undefined : library.assets.at(index);
        return index !== undefined && asset && question.matches(asset, index) ? [asset] : [];
      });
      const page = Number(criteria.page ?? 1);
      const size = Number(criteria.size ?? DEFAULT_SIZE);
      const assets = ranked.slice((page - 1) * size, page * size);
      const hasNext = ranked.length > page * size;
      return json(renderPage(renderFound(request, caller, criteria, assets), hasNext ? page + 1 : undefined));
    },
  },
];

/** Immich looks whether it is on before it looks at the query. */
function refuseWithoutModel({ mode }: SmartSearch, query: unknown): void {
  if (mode === 'disabled') throw new HttpError(400, 'Smart search is not enabled');
  if (query === undefined) throw new HttpError(400, 'Either `query` or `queryAssetId` must be set');
  if (mode === 'unreachable') throw new HttpError(500, 'Failed to search smart');
}
