"""Reports that are posted, and a store that others write to meanwhile."""
import json
import time
import unittest

from server import ServerTest, run

PAGE = "The new quay opens\n\nThe mayor of Vell said the new quay would open on Friday.\n"


class Adding(ServerTest):
    def post(self, server, body, path="/api/reports", **headers):
        return server.ask(path, "POST", body, {"Content-Type": "text/plain", **headers})

    def events(self, server, job):
        """The events of a job until it is over: (name, data)."""
        got = server.ask(f"/api/jobs/{job}/events")
        self.assertEqual(got.headers["content-type"], "text/event-stream")
        return [(dict(line.split(": ", 1) for line in event.splitlines()))
                for event in got.text().split("\n\n") if event]

    def test_a_posted_report_is_there_once_its_job_is_done(self):
        server = self.serve()
        before = server.ask("/api/reports").json()
        posted = self.post(server, PAGE, "/api/reports?name=quay.txt")
        self.assertEqual(posted.status, 202)
        job = posted.json()
        self.assertEqual(posted.headers["location"], "/api/jobs/" + job["id"])
        events = self.events(server, job["id"])
        self.assertEqual(events[-1]["event"], "end")
        end = json.loads(events[-1]["data"])
        self.assertEqual((end["state"], end["added"], end["failures"]), ("done", 1, []))
        self.assertEqual(server.ask(posted.headers["location"]).json(), end)
        after = server.ask("/api/reports").json()
        self.assertEqual(len(after["items"]), len(before["items"]) + 1)
        found = run("list", "--store", self.store, "--json").stdout
        self.assertIn('"quay.txt"', found)
        # The same again is known.
        again = self.post(server, PAGE, "/api/reports?name=quay.txt").json()
        self.events(server, again["id"])
        self.assertEqual(server.ask("/api/jobs/" + again["id"]).json()["known"], 1)

    def test_what_is_wrong_is_listed(self):
        server = self.serve("--most", "1")
        try:
            self.assertEqual(self.post(server, "x" * (2 << 20)).status, 413)
        except ConnectionError:
            pass  # who goes on sending what is refused may miss the answer
        self.assertEqual(self.post(server, b"").status, 400)
        self.assertEqual(self.post(server, PAGE, "/api/reports?format=pdf").status, 400)
        job = self.post(server, '{"no": "text"}\n{broken', "/api/reports?format=jsonl").json()
        self.events(server, job["id"])
        end = server.ask("/api/jobs/" + job["id"]).json()
        self.assertEqual(end["state"], "done")
        self.assertEqual(end["failed"], 2)
        self.assertEqual(len(end["failures"]), 2)
        self.assertEqual(end["failures"][0]["path"].split(":")[0], "posted")
        self.assertEqual(server.ask("/api/jobs/99").status, 404)
        self.assertEqual(server.ask("/api/jobs/99/events").status, 404)

    def test_of_very_many_failures_some_are_listed_and_all_counted(self):
        server = self.serve()
        job = self.post(server, "{}\n" * 12_000, "/api/reports?format=jsonl").json()
        self.events(server, job["id"])
        end = server.ask("/api/jobs/" + job["id"]).json()
        self.assertEqual((end["state"], end["failed"]), ("done", 12_000))
        self.assertTrue(0 < len(end["failures"]) < 1000)

    def test_a_body_without_an_end_is_cut_off(self):
        server = self.serve("--most", "1")
        for line in (b"POST /api/reports", b"GET /api/stories"):
            head = (line + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % server.port +
                    b"Transfer-Encoding: chunked\r\n\r\n")
            with server.socket(head, timeout=30) as connection:
                with self.assertRaises(ConnectionError):
                    for _ in range(64 << 20 >> 16):
                        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def test_chunked_bodies_are_bounded_too(self):
        server = self.serve("--most", "1")

        def pieces(number):
            for _ in range(number):
                yield b"x" * 65536

        try:
            self.assertEqual(self.post(server, pieces(33)).status, 413)
        except ConnectionError:
            pass
        self.assertEqual(self.post(server, pieces(2)).status, 202)

    def test_what_others_add_is_shown(self):
        server = self.serve()
        tag = server.ask("/api/reports").headers["etag"]
        run("add", self.write("quay.txt", PAGE), "--store", self.store, "--quiet")
        end = time.monotonic() + 30
        while server.ask("/api/reports").headers["etag"] == tag:
            self.assertLess(time.monotonic(), end, "the new report is not shown")
            time.sleep(0.1)
        self.assertEqual(len(server.ask("/api/reports").json()["items"]), 4)


if __name__ == "__main__":
    unittest.main()
