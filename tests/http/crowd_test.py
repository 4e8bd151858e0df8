"""Many and slow clients, and how the server ends."""
import os
import resource
import signal
import socket
import time
import unittest

from server import DONE, SANITIZED, ServerTest, run

IDLE = 200 if SANITIZED else 1000


class Crowd(ServerTest):
    def test_idle_and_slow_clients_starve_nobody(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
        server = self.serve()
        idle = [server.socket() for _ in range(IDLE)]
        host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
        slow = []
        for begin in (b"GET /api/sto", b"POST /api/reports HTTP/1.1\r\n" + host +
                      b"Content-Length: 1000000\r\n\r\nabc"):
            slow += [server.socket(begin) for _ in range(50)]
        # Who asks for much and reads nothing.
        for _ in range(20):
            deaf = socket.socket()
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", server.port))
            deaf.sendall(b"GET /api/export/tokens HTTP/1.1\r\n" + host + b"\r\n")
            slow.append(deaf)
        times = []
        for _ in range(50):
            begin = time.monotonic()
            self.assertEqual(server.ask("/api/stories").status, 200)
            times.append(time.monotonic() - begin)
        self.assertLess(sorted(times)[45], 1.0)
        for one in idle + slow:
            one.close()
        self.assertEqual(server.ask("/healthz").status, 200)

    def test_what_is_in_flight_is_answered_at_the_end(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]  # which no other test takes when it is free again
            server = self.serve("--port", str(port))
            host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
            # A request of which half is there when the end begins.
            with server.socket(b"GET /healthz HTTP/1.1\r\n") as half, server.socket():
                time.sleep(0.2)
                server.process.send_signal(how)
                time.sleep(0.3)
                half.sendall(host + b"Connection: close\r\n\r\n")
                self.assertTrue(half.recv(65536).startswith(b"HTTP/1.1 200 "))
            self.assertEqual(server.process.wait(60), DONE)
            with self.assertRaises(ConnectionError):
                server.socket()
        run("check", "--store", self.store)

    def test_a_job_that_is_cut_short_leaves_the_store_sound(self):
        spool = self.path("spool")
        os.mkdir(spool)
        server = self.serve(env={"TMPDIR": spool})
        lines = "\n".join('{"url":"https://long.example/%d","text":"Report %d of the quay.\\n\\n'
                          'The mayor said the quay would open in %d days."}' % (i, i, i)
                          for i in range(3000))
        posted = server.ask("/api/reports?format=jsonl", "POST", lines.encode())
        self.assertEqual(posted.status, 202)
        waiting = server.ask("/api/reports?format=jsonl", "POST", lines.encode())
        self.assertEqual(waiting.status, 202)
        time.sleep(0.5)
        [own] = os.listdir(spool)
        self.assertTrue(os.listdir(os.path.join(spool, own)))
        begin = time.monotonic()
        self.assertEqual(server.end(), DONE)
        self.assertLess(time.monotonic() - begin, 30)
        run("check", "--store", self.store)
        self.assertEqual(os.listdir(spool), [])


if __name__ == "__main__":
    unittest.main()
