import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';

/** What the QR code in a picture of a page says, as a phone's camera reads it; null where it shows none. */
export async function readQrCode(picture: Locator): Promise<string | null> {
  const { pixels, width, height } = await picture.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) throw new Error('this is no picture');
    await element.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [512, 512];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('there is no canvas');
    context.drawImage(element, 0, 0, 512, 512);
    return { pixels: [...context.getImageData(0, 0, 512, 512).data], width: 512, height: 512 };
  });
  // Its types speak of a default export, which Node gives as it is: a module that is CommonJS.
  const read = jsQR as unknown as typeof jsQR.default;
  return read(Uint8ClampedArray.from(pixels), width, height)?.data ?? null;
}
