import { type LabelReading, readLabel } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { Image } from '../../docker';

/** How long labels are read in one go before the editor may do something else, in milliseconds. */
const SLICE_MILLISECONDS = 8;

/** More readings than this are not kept. */
const MOST_KEPT = 5_000;

/** Reads the labels of images in the background, each once, so that a broken one is marked before anybody opens it. */
export class LabelReadings {
  readonly #known = new Map<string, LabelReading>();
  #waiting: Image[] = [];
  #isReading = false;

  /** @param onRead called when all that waited have been read */
  constructor(private readonly onRead: () => void) {}

  /** What is known of an image's label by now. */
  readonly of = (image: Image): LabelReading | undefined => {
    const key = keyOf(image);
    return key === undefined ? undefined : this.#known.get(key);
  };

  /** Reads the labels of these images, unless that has been done. */
  read(images: readonly Image[]): void {
    this.#waiting = images.filter((image) => {
      const key = keyOf(image);
      return key !== undefined && !this.#known.has(key);
    });
    if (this.#waiting.length === 0 || this.#isReading) return;
    this.#isReading = true;
    setImmediate(() => this.#readSlice());
  }

  #readSlice(): void {
    const end = performance.now() + SLICE_MILLISECONDS;
    while (performance.now() < end) {
      const image = this.#waiting.pop();
      if (image === undefined) {
        this.#isReading = false;
        this.onRead();
        return;
      }
      const [key, label] = [keyOf(image), image.labels[COMMANDS_LABEL]];
      if (key === undefined || label === undefined || this.#known.has(key)) continue;
      if (this.#known.size >= MOST_KEPT) this.#known.clear();
      this.#known.set(key, readLabel(label, image.tags[0]));
    }
    setImmediate(() => this.#readSlice());
  }
}

/** The name an image is pulled by matters for whether XNAT takes its Commands. */
function keyOf({ labels, tags }: Image): string | undefined {
  const label = labels[COMMANDS_LABEL];
  return label === undefined ? undefined : `${tags[0] ?? ''}\n${label}`;
}
