import type { getQrCodeImageEndpoint, QueryOf } from '@parley/protocol/api';

type Look = QueryOf<typeof getQrCodeImageEndpoint>;

/** The QR code of a text: SVG as a string, PNG as bytes. */
export async function qrImage(text: string, look: Look): Promise<string | Buffer> {
  // Only when somebody asks for one: a start need not wait for it.
  const { default: qrcode } = await import('qrcode');
  const { format, size: width, margin, ecl: errorCorrectionLevel } = look;
  const color = { dark: colour(look.dark), light: colour(look.light) };
  const options = { width, margin, errorCorrectionLevel, color };
  if (format === 'svg') return qrcode.toString(text, { ...options, type: 'svg' });
  return qrcode.toBuffer(text, { ...options, type: 'png' });
}

const colour = (value: string): string => `#${value.replace('#', '')}ff`;
