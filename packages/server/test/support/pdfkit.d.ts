// pdfkit ships no types; declared is what our own documents are made with.
declare module 'pdfkit' {
  type TextOptions = {
    readonly align?: 'left' | 'center' | 'right' | 'justify';
    readonly width?: number;
    readonly lineBreak?: boolean;
    readonly features?: readonly string[];
    readonly paragraphGap?: number;
    readonly height?: number;
    readonly indent?: number;
    readonly lineGap?: number;
    readonly continued?: boolean;
  };
  type DocumentOptions = {
    readonly size?: string;
    readonly margin?: number;
    readonly margins?: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
    readonly bufferPages?: boolean;
    readonly userPassword?: string;
    readonly ownerPassword?: string;
    readonly compress?: boolean;
    readonly lang?: string;
    readonly info?: Readonly<Record<string, string | Date>>;
  };
  class PDFDocument {
    constructor(options?: DocumentOptions);
    x: number;
    y: number;
    readonly page: {
      readonly width: number;
      readonly height: number;
      margins: { top: number; bottom: number; left: number; right: number };
    };
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    end(): void;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(width: number): this;
    text(text: string, options?: TextOptions): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    moveDown(lines?: number): this;
    addPage(): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    fill(color: string): this;
    heightOfString(text: string, options?: TextOptions): number;
    widthOfString(text: string, options?: TextOptions): number;
    table(options: {
      readonly columnStyles?: readonly (number | '*')[];
      readonly data: readonly (readonly string[])[];
    }): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): void;
  }
  export = PDFDocument;
}
