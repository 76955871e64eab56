"""The web server when `make run` starts it. Production names its own settings in its unit."""

import multiprocessing
import os
import signal
import threading
import time

workers = min(2, multiprocessing.cpu_count())
worker_class = "sync"  # SQLite has one writer: threads would only queue for it, less fairly
timeout = 60
graceful_timeout = 5
loglevel = "warning"
preload_app = False
control_socket_disable = True


def on_starting(server: object) -> None:
    """Ends the web server when the program that started it is gone, however it went."""
    if os.environ.get("PORTAL_STOP_WITH_PARENT"):
        threading.Thread(target=_stop_with_parent, args=(os.getppid(),), daemon=True).start()


def _stop_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
