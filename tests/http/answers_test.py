"""What is common to all answers: tags, methods, problems, twins, streams, hostile requests."""
import json
import unittest

from server import REPORTS, ServerTest


class Answers(ServerTest):
    def test_what_has_not_changed_is_not_sent_again(self):
        server = self.serve()
        first = server.ask("/api/stories")
        tag = first.headers["etag"]
        for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = server.ask("/api/stories", headers={"If-None-Match": known})
            self.assertEqual((again.status, again.body), (304, b""), known)
            # Of the answer that is not sent (RFC 9110, 8.6).
            self.assertEqual(again.headers["content-length"], str(len(first.body)))
            self.assertEqual(again.headers["etag"], tag)
        self.assertEqual(
            server.ask("/api/stories", headers={"If-None-Match": '"other"'}).status, 200)
        head = server.ask("/api/stories", "HEAD")
        self.assertEqual((head.status, head.body, head.headers["etag"]), (200, b"", tag))
        # Another run gives the same.
        self.assertEqual(self.serve().ask("/api/stories").headers["etag"], tag)

    def test_problems_say_what_to_do(self):
        server = self.serve()
        for path, status, word in (("/api/none", 404, "openapi"),
                                   ("/api/stories?colour=red", 400, "no parameter colour"),
                                   ("/api/stories?limit=many", 400, "whole number"),
                                   ("/api/stories/" + "0" * 32, 404, "")):
            got = server.ask(path)
            self.assertEqual(got.status, status, path)
            self.assertEqual(got.headers["content-type"], "application/problem+json")
            problem = got.json()
            self.assertEqual(problem["status"], status)
            self.assertIn(word, problem["detail"])
            self.assertTrue(problem["code"] and problem["title"])
        refused = server.ask("/api/stories", "POST", body="x")
        self.assertEqual((refused.status, refused.headers["allow"]), (405, "GET, HEAD"))
        other = server.ask("/api/stories", "DELETE")
        self.assertEqual((other.status, other.headers["allow"]), (405, "GET, HEAD"))
        self.assertEqual(server.ask("/api/stories", body="body").status, 400)

    def test_a_connection_goes_on_after_any_answer_without_a_body_to_read(self):
        server = self.serve()
        host = f"Host: 127.0.0.1:{server.port}\r\n\r\n".encode()
        with server.socket() as connection:
            for path, status in ((b"/healthz", b"200"), (b"/api/none", b"404"),
                                 (b"/api/stories?limit=x", b"400"), (b"/healthz", b"200")):
                connection.sendall(b"GET " + path + b" HTTP/1.1\r\n" + host)
                got = b""
                while b"\r\n\r\n" not in got:
                    piece = connection.recv(65536)
                    self.assertTrue(piece, "the connection has ended")
                    got += piece
                head, _, body = got.partition(b"\r\n\r\n")
                self.assertEqual(head.split()[1], status)
                self.assertNotIn(b"connection: close", head.lower())
                size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                while len(body) < size:
                    body += connection.recv(65536)

    def test_pages_have_twins(self):
        server = self.serve()
        self.assertEqual(server.ask("/stories.json?by=date").body,
                         server.ask("/api/stories?by=date").body)
        story = server.ask("/api/stories").json()["items"][0]["id"]
        self.assertEqual(server.ask(f"/stories/{story}.json").body,
                         server.ask(f"/api/stories/{story}").body)

    def test_whole_lists_are_streamed(self):
        server = self.serve()
        lines = server.ask("/api/export/reports?format=jsonl").text().splitlines()
        self.assertEqual({json.loads(line)["url"] for line in lines},
                         {report["url"] for report in REPORTS})
        self.assertEqual(len(lines), len(REPORTS))

    def test_broken_requests_break_nothing(self):
        server = self.serve()
        host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
        for sent in (b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n" + host + b"\r\n",
                     b"\0\0\0\0\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n",
                     b"GET /%00%ff HTTP/1.1\r\n" + host + b"\r\n",
                     b"GET /../../etc/passwd HTTP/1.1\r\n" + host + b"\r\n",
                     b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
                     b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
                     b"GET / HTTP/1.1\r\n" + host + b"X: y\r\n" * 20_000 + b"\r\n",
                     b"POST /api/reports HTTP/1.1\r\n" + host +
                     b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                     b"POST /api/reports HTTP/1.1\r\n" + host +
                     b"Content-Length: -5\r\n\r\n"):
            # A connection that goes on, or of which half a request is there, ends after half a
            # minute of silence; nobody waits for that here.
            got = b""
            try:
                with server.socket(sent, timeout=2) as connection:
                    connection.shutdown(1)
                    while piece := connection.recv(65536):
                        got += piece
            except OSError:  # it has ended before all was sent, or goes on
                pass
            self.assertNotIn(b" 200 ", got.split(b"\r\n")[0], sent[:60])
            self.assertNotIn(b"root:", got)
        self.assertEqual(server.ask("/healthz").text(), "ok\n")


if __name__ == "__main__":
    unittest.main()
