// The data that a browser passes when a picture is dragged out of a page, and the part of it that becomes a reference.
import { describe, expect, test } from 'vitest';
import { droppedPicture } from '../../../../renderer/src/views/create/references/dropped-picture.ts';

const address = (at: string) => ({ kind: 'address', address: at });

describe('a drop from a browser', () => {
  test('of a picture gives the picture’s URL', () => {
    const html =
      '<html><body><!--StartFragment--><img src="https://a.example/fox.png?w=1&amp;h=2" alt="fox"/><!--EndFragment--></body></html>';
    expect(droppedPicture({ uriList: 'https://a.example/fox.png?w=1&h=2', html })).toEqual(address('https://a.example/fox.png?w=1&h=2'));
  });

  test('of a picture inside a link gives the picture, not the linked page', () => {
    const html = `<a href="https://a.example/gallery"><img width=200 src='https://a.example/fox.png'></a>`;
    expect(droppedPicture({ uriList: 'https://a.example/gallery', html })).toEqual(address('https://a.example/fox.png'));
  });

  test('of a URL list gives the first URL, without comments', () => {
    expect(droppedPicture({ uriList: '# from a page\r\nhttps://a.example/1.png\r\nhttps://a.example/2.png', html: '' })).toEqual(
      address('https://a.example/1.png'),
    );
  });

  test('of a link gives its URL, so that the studio can report what is wrong with it', () => {
    const html = '<a href="https://a.example/page">page</a>';
    expect(droppedPicture({ uriList: 'https://a.example/page', html })).toEqual(address('https://a.example/page'));
    expect(droppedPicture({ uriList: 'blob:https://a.example/1234', html: '' })).toEqual(address('blob:https://a.example/1234'));
  });

  test('of a small picture embedded in the page gives its bytes', () => {
    const html = '<a href="https://search.example/x"><img src="data:image/png;base64,iVBORw0KGgo="></a>';
    expect(droppedPicture({ uriList: 'https://search.example/x', html })).toEqual({
      kind: 'bytes',
      name: 'image.png',
      bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    });
  });

  test('of an unreadable embedded picture gives the URL of the list', () => {
    const html = '<img src="data:image/png;base64,not base64">';
    expect(droppedPicture({ uriList: 'https://a.example/fox.png', html })).toEqual(address('https://a.example/fox.png'));
    expect(droppedPicture({ uriList: '', html: '<img src="data:image/svg+xml,<svg/>">' })).toBeNull();
  });

  test('of something from this window gives nothing', () => {
    expect(droppedPicture({ uriList: 'studio-media://poster/12', html: '<img src="studio-media://poster/12">' })).toBeNull();
    expect(droppedPicture({ uriList: '', html: '<b>only text</b>' })).toBeNull();
  });
});
