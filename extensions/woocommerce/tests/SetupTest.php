<?php
/**
 * Connecting and letting go: all of it or nothing, and nothing of ours stays behind.
 *
 * @package Lasting
 */

final class SetupTest extends Lasting_Test_Case {
	const KEYS = 'tea_woocommerce_api_keys';

	private static function line( $url = 'https://lasting.example' ) {
		return lasting_base64url( json_encode( array( 'u' => $url, 'c' => 'code' ) ) );
	}

	private static function server_agrees( $store = 'woo-1' ) {
		Lasting_Fake_Shop::server_answers(
			200,
			array(
				'connected'     => true,
				'storeId'       => $store,
				'secret'        => 's3cret',
				'webhookSecret' => 'w3bhook',
				'deliveryUrl'   => 'https://lasting.example/woocommerce/' . $store . '/webhooks',
				'notesUrl'      => 'https://lasting.example/woocommerce/' . $store . '/notes',
			)
		);
	}

	private static function keys() {
		$rows = $GLOBALS['wpdb']->rows;
		return isset( $rows[ self::KEYS ] ) ? array_values( $rows[ self::KEYS ] ) : array();
	}

	public function test_a_line_that_is_none_makes_no_keys_and_asks_nobody() {
		$this->assertSame( 'line-not-readable', Lasting_Setup::connect( 'hello', false )->get_error_code() );
		$this->assertSame( array(), self::keys() );
		$this->assertSame( array(), Lasting_Fake_Shop::$sent );
	}

	public function test_a_shop_is_connected_with_keys_of_its_own_webhooks_and_a_secret_that_no_page_loads() {
		Lasting_Fake_Shop::$user = 3;
		self::server_agrees();
		$this->assertTrue( Lasting_Setup::connect( self::line(), false ) );
		$connection = Lasting_Connection::get();
		$this->assertSame( array( 'woo-1', 's3cret', 3 ), array( $connection['store_id'], $connection['secret'], $connection['user_id'] ) );
		$this->assertArrayHasKey( Lasting_Connection::OPTION, Lasting_Fake_Shop::$not_loaded );
		$this->assertCount( 1, self::keys() );
		$this->assertSame( $connection['key_id'], self::keys()[0]['key_id'] );
		$this->assertSame( 'read_write', self::keys()[0]['permissions'] );
		$this->assertCount( 7, Lasting_Fake_Shop::$webhooks );
	}

	public function test_the_shop_keeps_a_hash_of_its_key_and_the_server_gets_the_key() {
		self::server_agrees();
		Lasting_Setup::connect( self::line(), false );
		$told = json_decode( Lasting_Fake_Shop::$sent[0]['body'], true )['keys'];
		$this->assertStringStartsWith( 'ck_', $told['consumerKey'] );
		$this->assertSame( wc_api_hash( $told['consumerKey'] ), self::keys()[0]['consumer_key'] );
		$this->assertSame( $told['consumerSecret'], self::keys()[0]['consumer_secret'] );
	}

	public function test_a_refusal_leaves_no_keys_and_no_webhooks_and_the_connection_of_before() {
		self::connect();
		foreach ( array( null, 'invitation-over' ) as $reason ) {
			if ( null === $reason ) {
				Lasting_Fake_Shop::server_is_silent();
			} else {
				Lasting_Fake_Shop::server_answers( 403, array( 'connected' => false, 'reason' => $reason ) );
			}
			$this->assertTrue( is_wp_error( Lasting_Setup::connect( self::line(), false ) ) );
		}
		$this->assertSame( array(), self::keys() );
		$this->assertSame( array(), Lasting_Fake_Shop::$webhooks );
		$this->assertSame( self::connection(), Lasting_Connection::get() );
	}

	public function test_keys_that_the_merchant_approved_by_hand_are_not_made_again() {
		self::server_agrees();
		$this->assertTrue( Lasting_Setup::connect( self::line(), true ) );
		$this->assertSame( array(), self::keys() );
		$this->assertNull( json_decode( Lasting_Fake_Shop::$sent[0]['body'], true )['keys'] );
		$this->assertSame( 0, Lasting_Connection::get()['key_id'] );
	}

	public function test_the_pair_that_this_merchant_approved_last_is_taken_back_with_the_connection_and_no_other() {
		Lasting_Fake_Shop::$user = 3;
		foreach ( array( array( 3, 'Lasting - API (2026-11-01 10:00)' ), array( 3, 'Lasting - API (2026-11-29 09:00)' ), array( 4, 'Lasting - API (2026-11-29 09:01)' ), array( 3, 'Others' ) ) as $pair ) {
			$GLOBALS['wpdb']->insert( self::KEYS, array( 'user_id' => $pair[0], 'description' => $pair[1] ) );
		}
		self::server_agrees();
		Lasting_Setup::connect( self::line(), true );
		Lasting_Fake_Shop::server_answers( 200, '{}' );
		Lasting_Setup::forget();
		$this->assertSame(
			array( 'Lasting - API (2026-11-01 10:00)', 'Lasting - API (2026-11-29 09:01)', 'Others' ),
			array_column( self::keys(), 'description' )
		);
	}

	public function test_connecting_to_another_server_removes_keys_and_webhooks_of_the_first() {
		self::server_agrees( 'woo-1' );
		Lasting_Setup::connect( self::line(), false );
		self::server_agrees( 'woo-2' );
		Lasting_Setup::connect( self::line( 'https://other.example' ), false );
		$this->assertCount( 1, self::keys() );
		$this->assertSame( Lasting_Connection::get()['key_id'], self::keys()[0]['key_id'] );
		$this->assertCount( 7, Lasting_Fake_Shop::$webhooks );
		foreach ( Lasting_Fake_Shop::$webhooks as $webhook ) {
			$this->assertStringContainsString( '/woo-2/', $webhook->get_delivery_url() );
		}
	}

	public function test_disconnecting_leaves_nothing_of_ours_and_everything_of_others() {
		self::server_agrees();
		Lasting_Setup::connect( self::line(), false );
		$others = new WC_Webhook();
		$others->set_delivery_url( 'https://others.example/' );
		$others->save();
		$GLOBALS['wpdb']->insert( self::KEYS, array( 'description' => 'Others' ) );
		as_enqueue_async_action( 'lasting_note', array( 1, 'n', 1 ), 'lasting' );
		update_option( Lasting_Outbox::DEAD, array( 1 => 1 ) );
		update_option( Lasting_Outbox::LAST, 1 );
		Lasting_Fake_Shop::server_answers( 200, '{}' );
		Lasting_Setup::forget();
		$goodbye = end( Lasting_Fake_Shop::$sent );
		$this->assertSame( array( 'https://lasting.example/woocommerce/woo-1/calls/goodbye', '{}', 2 ), array( $goodbye['url'], $goodbye['body'], $goodbye['timeout'] ) );
		$this->assertNull( Lasting_Connection::get() );
		$this->assertSame( array(), Lasting_Fake_Shop::$options );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		$this->assertSame( array( 'Others' ), array_column( self::keys(), 'description' ) );
		$this->assertSame( array( $others ), array_values( Lasting_Fake_Shop::$webhooks ) );
	}

	public function test_a_server_that_is_away_for_good_does_not_hold_a_shop() {
		self::connect();
		Lasting_Fake_Shop::server_is_silent();
		Lasting_Setup::forget();
		$this->assertNull( Lasting_Connection::get() );
		Lasting_Setup::forget();
		$this->assertCount( 1, Lasting_Fake_Shop::$sent );
	}

	public function test_connecting_anew_says_no_goodbye_to_the_server_that_goes_on() {
		self::server_agrees();
		Lasting_Setup::connect( self::line(), false );
		self::server_agrees();
		Lasting_Setup::connect( self::line(), false );
		$this->assertSame( array( 'https://lasting.example/woocommerce/connect' ), array_unique( array_column( Lasting_Fake_Shop::$sent, 'url' ) ) );
	}

	public function test_half_a_connection_is_none() {
		foreach ( array( 'words', array(), array( 'secret' => 's' ), array( 'store_id' => 'woo-1' ), null ) as $kept ) {
			Lasting_Fake_Shop::$options[ Lasting_Connection::OPTION ] = $kept;
			$this->assertNull( Lasting_Connection::get() );
		}
	}
}
