"""Speed."""
import argparse
def arguments(p): pass
def main(a): pass
