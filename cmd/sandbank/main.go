// Command sandbank is a scripted mock bank, and a suite that tells whether any
// bank keeps to the open-banking standard.
package main

func main() {}
