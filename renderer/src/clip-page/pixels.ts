// Brightness and transparency of raw pixels. Pure.

/** Mean luma (0 to 255) of a picture, from a sample of its pixels. */
export function averageBrightness({ data }: ImageData): number {
  const step = 4 * Math.max(1, Math.floor(data.length / 4 / 4096));
  let sum = 0;
  let count = 0;
  for (let index = 0; index + 2 < data.length; index += step) {
    sum += (data[index] ?? 0) * 0.2126 + (data[index + 1] ?? 0) * 0.7152 + (data[index + 2] ?? 0) * 0.0722;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** True when at least one pixel is not fully opaque. */
export function hasTransparency({ data }: ImageData): boolean {
  for (let index = 3; index < data.length; index += 4) if ((data[index] ?? 255) < 255) return true;
  return false;
}
