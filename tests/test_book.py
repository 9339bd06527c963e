"""The book is built without a warning, and has the pages that its contents name."""

from built import BOOK, pages


def test_the_book_is_built_with_every_page(book):
    found = [path.relative_to(BOOK).with_suffix("").as_posix() for path in book.rglob("*.html")]
    assert sorted(found) == pages()
