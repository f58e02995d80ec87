"""The name under which this process holds leases."""

import os
import secrets

WORKER = f"{os.getpid()}-{secrets.token_hex(8)}"
