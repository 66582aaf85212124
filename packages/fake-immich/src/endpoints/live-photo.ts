import { HttpError } from '../http/http-error.ts';
import type { EndpointRequest } from '../http/route.ts';
import { isVideo } from '../library/media-types.ts';
import type { LibraryState } from '../library/state.ts';

/** Throws a 400 unless it is a video of the user's, which may become the moving part of a photo. */
export function requireVideo({ assets }: LibraryState, id: string, userId: string): void {
  const video = assets.find(id);
  if (!video) throw new HttpError(400, 'Live photo video not found');
  if (!isVideo(video.originalFileName)) throw new HttpError(400, 'Live photo video must be a video');
  if (video.ownerId !== userId) throw new HttpError(400, 'Live photo video does not belong to the user');
}

/** Makes a video the moving part of a photo, which hides it; null: the photo has none, and its former one is shown again. */
export function linkVideo({ library, changes }: EndpointRequest, photoId: string, videoId: string | null): void {
  const former = changes.asset(photoId).livePhotoVideoId;
  if (videoId !== null) requireVideo(library, videoId, changes.asset(photoId).ownerId);
  changes.updateAsset(photoId, { livePhotoVideoId: videoId });
  if (videoId !== null) changes.updateAsset(videoId, { visibility: 'hidden' });
  else if (former !== null && library.assets.find(former)) changes.updateAsset(former, { visibility: 'timeline' });
}
