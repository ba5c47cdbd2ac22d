<?php
/**
 * What every test of the plugin begins with: an empty shop.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

/**
 * A shop that is connected, or not yet.
 */
abstract class Lasting_Test_Case extends PHPUnit\Framework\TestCase {
	const NOW = 1795944600;

	/**
	 * Nothing of the test before is left.
	 */
	protected function setUp(): void {
		Lasting_Fake_Shop::open();
	}

	/**
	 * The connection of the shop in these tests.
	 *
	 * @return array
	 */
	protected static function connection() {
		return array(
			'server'         => 'https://lasting.example',
			'url'            => 'https://tea.example/shop',
			'store_id'       => 'woo-0f9a3c',
			'secret'         => 'q7f0Zc-3mXW_1uH8vYd5kRb2nTg6sLp9aEo4iJwQxMA',
			'webhook_secret' => 'w3bh00kS3cr3t',
			'delivery_url'   => 'https://lasting.example/woocommerce/woo-0f9a3c/webhooks',
			'notes_url'      => 'https://lasting.example/woocommerce/woo-0f9a3c/notes',
			'key_id'         => 7,
			'user_id'        => 3,
		);
	}

	/**
	 * Connects this shop.
	 *
	 * @return array The connection.
	 */
	protected static function connect() {
		Lasting_Connection::keep( self::connection() );
		return self::connection();
	}

	/**
	 * What is answered and ends the request.
	 *
	 * @param callable $asks What asks.
	 * @return Lasting_Fake_End
	 */
	protected function ended( $asks ) {
		try {
			$asks();
		} catch ( Lasting_Fake_End $end ) {
			return $end;
		}
		$this->fail( 'The request went on.' );
	}
}
