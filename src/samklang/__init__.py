"""samklang: does every channel sound like us, and does it serve the customer there?"""

__version__ = "0.1.0"
