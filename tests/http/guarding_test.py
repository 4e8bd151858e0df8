"""Who is answered, and what every answer carries."""
import unittest

from server import FAILURE, USAGE, ServerTest, run

TOKEN = "a-token-of-20-signs-"


class Guarding(ServerTest):
    def test_only_our_own_hosts_and_origins(self):
        server = self.serve()
        ours = f"127.0.0.1:{server.port}"
        self.assertEqual(server.ask("/api/stories").status, 200)
        self.assertEqual(server.ask("/api/stories", headers={"Host": "evil.example"}).status, 403)
        for origin in ("http://evil.example", "null"):
            for method, path in (("GET", "/api/stories"), ("POST", "/api/reports")):
                refused = server.ask(path, method, body=None if method == "GET" else "x",
                                     headers={"Origin": origin})
                self.assertEqual(refused.status, 403, (origin, method))
        self.assertEqual(
            server.ask("/api/stories", headers={"Origin": f"http://{ours}"}).status, 200)
        # Forms of other sites, sent by a browser.
        for headers in ({"Content-Type": "multipart/form-data; boundary=x"},
                        {"Sec-Fetch-Site": "cross-site"}):
            refused = server.ask("/api/reports", "POST", "a=b", headers)
            self.assertIn(refused.status, (403, 415))
        two = server.raw(b"GET /healthz HTTP/1.1\r\nHost: " + ours.encode() +
                         b"\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        self.assertIn(b" 403 ", two.split(b"\r\n")[0])

    def test_every_answer_is_protected(self):
        server = self.serve()
        for path in ("/api/stories", "/none", "/api/export/reports?format=jsonl", "/healthz"):
            headers = server.ask(path).headers
            self.assertIn("default-src 'none'; script-src 'self'",
                          headers["content-security-policy"], path)
            self.assertNotIn("unsafe", headers["content-security-policy"])
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertEqual(headers["referrer-policy"], "no-referrer")
            self.assertEqual(headers["cross-origin-resource-policy"], "same-origin")
            self.assertNotIn("access-control-allow-origin", headers)

    def test_other_machines_need_a_token(self):
        for words in (["--host", "0.0.0.0"], ["--host", "0.0.0.0", "--token", "short"]):
            done = run("serve", "--store", self.store, *words, check=False, timeout=20)
            self.assertEqual(done.returncode, USAGE)
            self.assertIn("token", done.stderr)
        server = self.serve("--host", "0.0.0.0", "--port", "0", env={"HEARSAY_TOKEN": TOKEN})
        self.assertEqual(server.ask("/api/stories").status, 401)
        self.assertEqual(server.ask("/healthz").status, 200)
        self.assertEqual(server.ask("/metrics").status, 401)
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        self.assertEqual(server.ask("/api/stories", headers=bearer).status, 200)
        self.assertEqual(
            server.ask("/api/stories", headers={"Authorization": "Bearer " + TOKEN[:-1]}).status,
            401)
        let = server.ask(f"/api/stories?by=date&token={TOKEN}")
        self.assertEqual((let.status, let.headers["location"]), (303, "/api/stories?by=date"))
        cookie = let.headers["set-cookie"].split(";")[0]
        self.assertEqual(server.ask("/api/stories", headers={"Cookie": cookie}).status, 200)

    def test_an_address_that_is_taken(self):
        server = self.serve("--port", "0")
        done = run("serve", "--store", self.store, "--port", str(server.port), check=False,
                   timeout=20)
        self.assertEqual(done.returncode, FAILURE)
        self.assertIn("cannot listen on 127.0.0.1, port", done.stderr)
        # Without a port of one's own wish the next that is free is taken.
        self.assertNotEqual(self.serve().port, self.serve().port)


if __name__ == "__main__":
    unittest.main()
