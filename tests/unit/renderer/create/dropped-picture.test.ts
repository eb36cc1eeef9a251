// What a browser hands over when a picture is dragged out of a page, and what of it becomes a reference.
import { describe, expect, test } from 'vitest';
import { droppedPicture } from '../../../../renderer/src/views/create/references/dropped-picture.ts';

const address = (at: string) => ({ kind: 'address', address: at });

describe('what is dropped out of a browser', () => {
  test('a picture is its address', () => {
    const html =
      '<html><body><!--StartFragment--><img src="https://a.example/fox.png?w=1&amp;h=2" alt="fox"/><!--EndFragment--></body></html>';
    expect(droppedPicture({ uriList: 'https://a.example/fox.png?w=1&h=2', html })).toEqual(address('https://a.example/fox.png?w=1&h=2'));
  });

  test('a picture that is a link is the picture, not the page behind it', () => {
    const html = `<a href="https://a.example/gallery"><img width=200 src='https://a.example/fox.png'></a>`;
    expect(droppedPicture({ uriList: 'https://a.example/gallery', html })).toEqual(address('https://a.example/fox.png'));
  });

  test('a list of addresses is its first one, without remarks', () => {
    expect(droppedPicture({ uriList: '# from a page\r\nhttps://a.example/1.png\r\nhttps://a.example/2.png', html: '' })).toEqual(
      address('https://a.example/1.png'),
    );
  });

  test('a link is its address, so that the studio can say what is wrong with it', () => {
    const html = '<a href="https://a.example/page">page</a>';
    expect(droppedPicture({ uriList: 'https://a.example/page', html })).toEqual(address('https://a.example/page'));
    expect(droppedPicture({ uriList: 'blob:https://a.example/1234', html: '' })).toEqual(address('blob:https://a.example/1234'));
  });

  test('a small picture that stands in the page itself is its bytes', () => {
    const html = '<a href="https://search.example/x"><img src="data:image/png;base64,iVBORw0KGgo="></a>';
    expect(droppedPicture({ uriList: 'https://search.example/x', html })).toEqual({
      kind: 'bytes',
      name: 'image.png',
      bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    });
  });

  test('a picture in the page that is not readable leaves the address of the list', () => {
    const html = '<img src="data:image/png;base64,not base64">';
    expect(droppedPicture({ uriList: 'https://a.example/fox.png', html })).toEqual(address('https://a.example/fox.png'));
    expect(droppedPicture({ uriList: '', html: '<img src="data:image/svg+xml,<svg/>">' })).toBeNull();
  });

  test('what the window itself shows is nothing from elsewhere', () => {
    expect(droppedPicture({ uriList: 'studio-media://poster/12', html: '<img src="studio-media://poster/12">' })).toBeNull();
    expect(droppedPicture({ uriList: '', html: '<b>only text</b>' })).toBeNull();
  });
});
